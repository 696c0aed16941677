import { outputsMarkup } from './outputs';

const kept = new Map<string, string>();
const keep = (name: string, content: string) => {
  kept.set(name, content);
  return name;
};
const stdout = (text: string) => ({ output_type: 'stream' as const, name: 'stdout' as const, text });

test('what console.table drew becomes a table, and text around it stays text', () => {
  const text = [
    'before <b>',
    '┌─────────┬────┬───────┐',
    '│ (index) │ z  │ name  │',
    '├─────────┼────┼───────┤',
    "│ 0       │ -2 │ 'a&b' │",
    "│ 1       │ 40 │ 'c'   │",
    '└─────────┴────┴───────┘',
    '',
  ].join('\n');
  const markup = outputsMarkup([stdout(text)], keep);
  expect(markup).toContain('<pre tabindex="0">before &lt;b&gt;</pre>');
  expect(markup).toContain('<th scope="col">z</th><th scope="col">name</th>');
  expect(markup).toContain('<tr><td>-2</td><td>a&amp;b</td></tr>');
  expect(markup).not.toContain('(index)');
});

test('a chart is a file of its own with its size, its words and its numbers', () => {
  const values = [
    { run: 'fixed', metric: 'loss', epoch: 1, value: 0.51234 },
    { run: 'fixed', metric: 'loss', epoch: 2, value: Number.NaN },
  ];
  const data = {
    'application/vnd.vegalite.v5+json': { data: { values } },
    'image/svg+xml':
      '<svg class="marks" width="300.4" height="200" viewBox="0 0 1 1"><path aria-label="a, b" d="M1.987,2h0.25V1.123456Z"/><text x="0.5">0.001</text></svg>',
  };
  const markup = outputsMarkup(
    [{ output_type: 'display_data', data, metadata: {} }, stdout('After epoch 2, "fixed".\nmore\n')],
    keep,
  );
  const [, src] = /src="([^"]+)"/.exec(markup)!;
  expect(kept.get(src!)).toBe(
    '<svg width="300.4" height="200" viewBox="0 0 1 1"><path d="M2,2h0.3V1.1Z"/><text x="0.5">0.001</text></svg>',
  );
  expect(markup).toContain('alt="After epoch 2, &quot;fixed&quot;." width="300" height="200"');
  expect(markup).toContain(
    '<p class="caption">After epoch 2, &quot;fixed&quot;.</p><pre tabindex="0">more</pre>',
  );
  expect(markup).toContain('<tr><td>1</td><td>0.512</td></tr>\n<tr><td>2</td><td>NaN</td></tr>');
});

test('what follows a display without a picture is no caption', () => {
  const said = { output_type: 'display_data' as const, data: { 'text/plain': 'One finding.' }, metadata: {} };
  const markup = outputsMarkup([said, stdout('┌───┐\n│ a │\n├───┤\n│ 1 │\n└───┘\n')], keep);
  expect(markup).not.toContain('caption');
  expect(markup).toContain('<pre tabindex="0">One finding.</pre>');
  expect(markup).toContain('<th scope="col">a</th>');
});
