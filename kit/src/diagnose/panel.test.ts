import type { Finding } from './finding';
import { panelHtml } from './panel';

test('the panel is folded, names each finding, and escapes what it quotes', () => {
  const finding = {
    fault: 'lr-too-low',
    confidence: 0.8,
    evidence: 'a < b & 2 %',
    fix: 'more',
    lesson: '07-learning-rate-plateaus',
    experiment: { try: 'x', expect: 'y' },
  } satisfies Finding;
  const html = panelHtml([finding]);
  expect(html).toMatch(/^<details><summary>The doctor has one finding<\/summary>/);
  expect(html).toContain('a &lt; b &amp; 2 %');
  expect(html).toContain('To be sure: x. If this is it, y.');
  expect(html).toContain('<code>await confirm(diagnose(run)[0], { model, options })</code>');
  expect(html).not.toContain('<details open');
});
