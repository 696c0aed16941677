import { parse } from 'vega';
import { compile } from 'vega-lite';
import { curves } from './curves';

const broken = { history: { loss: [8, 8, 8], val_loss: [8, 8, 8], acc: [0.5, 0.5, 0.5] } };
const fixed = { history: { loss: [4, 1, 0], val_loss: [5, 2, 1], acc: [0.6, 0.9, 1] } };

test('the terminal chart tells runs apart by their lines, without colour', () => {
  const { text } = curves({ broken, fixed }, { metrics: ['loss'], width: 40 });
  expect(text).toBe(
    [
      '        loss',
      '      8 ┤━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━',
      '    7.2 ┤',
      '    6.4 ┤',
      '    5.6 ┤',
      '    4.8 ┤',
      '      4 ┤──╮',
      '    3.2 ┤  ╰───╮',
      '    2.4 ┤      ╰───╮',
      '    1.6 ┤          ╰───╮',
      '    0.8 ┤              ╰────────╮',
      '      0 ┤                       ╰──────',
      '   epoch 1              2             3',
      '         ━━ broken',
      '         ── fixed',
    ].join('\n'),
  );
});

test('a title stands above, a second metric gets a panel of its own, validation its own kind of line', () => {
  const { text } = curves({ broken, fixed }, { metrics: ['loss', 'val_loss', 'acc'], title: 'Twins' });
  const lines = text.split('\n');
  expect(lines[0]).toBe('Twins');
  expect(lines.filter((line) => /^ +(loss|acc)$/.test(line)).map((line) => line.trim())).toEqual([
    'loss',
    'acc',
  ]);
  expect(text).toMatch(
    /━━ broken, training\n +┅┅ broken, validation\n +── fixed, training\n +┄┄ fixed, validation/,
  );
});

test('no line of the terminal chart is wider than asked', () => {
  for (const width of [30, 55, 72, 120]) {
    const { text } = curves({ broken, fixed }, { width });
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(width + 1);
  }
});

test('an accuracy is drawn against 1, however low it is', () => {
  const { text, spec } = curves({ broken }, { metrics: ['acc'] });
  expect(text).toContain('      1 ┤\n');
  expect(JSON.stringify(spec)).toContain('"domain":[0,1]');
});

test('where curves meet, the first one is seen', () => {
  const [top] = curves({ a: broken, b: broken }, { metrics: ['loss'] })
    .text.split('\n')
    .slice(1);
  expect(top).toMatch(/┤━+$/);
});

test('more runs than kinds of line are drawn one below the other', () => {
  const { text } = curves({ a: broken, b: fixed, c: broken, d: fixed }, { metrics: ['loss'] });
  expect(text.match(/ loss\n/g)).toHaveLength(4);
});

test('the picture holds every curve, and Vega-Lite draws it without a complaint', () => {
  const complaints = jest.spyOn(console, 'warn');
  const chart = curves({ broken, fixed }, { metrics: ['loss', 'val_loss', 'acc'] });
  const svg = chart.toSvg();
  expect(svg.match(/role="graphics-symbol" aria-roledescription="line mark"/g)).toHaveLength(6);
  for (const word of ['broken', 'fixed', 'training', 'validation', 'loss', 'acc', 'epoch'])
    expect(svg).toContain(`>${word}<`);
  parse(compile(chart.spec as never).spec);
  expect(complaints).not.toHaveBeenCalled();
});

test('its specification is plain JSON', () => {
  const { spec } = curves({ broken, fixed });
  expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
});

describe('a run that diverged', () => {
  const diverging = { history: { loss: [8, 400, 3e6, Number.NaN, Number.POSITIVE_INFINITY] } };

  test('is drawn until it did, on an axis that leaves the others to be seen, and said so', () => {
    const chart = curves({ diverging, fixed });
    expect(chart.text).toContain('loss (logarithmic axis)');
    expect(chart.text).toContain('━━ diverging, training (NaN or infinite from epoch 4)');
    expect(chart.caption).toBe(
      'After epoch 5, diverging: loss diverged in epoch 4; fixed: loss 0, val_loss 1.',
    );
    expect(chart.toSvg()).toContain('▲ not finite');
    expect(chart.toSvg()).not.toMatch(/NaN|Infinity/);
  });

  test('looks the same after a journey through JSON, where NaN is null', () => {
    const carried = JSON.parse(JSON.stringify({ diverging }));
    expect(curves(carried).text).toBe(curves({ diverging }).text);
    expect(curves(carried).toSvg()).toBe(curves({ diverging }).toSvg());
  });

  test('is no error even where it has no finite value at all', () => {
    const chart = curves({ dead: { history: { loss: [Number.NaN, Number.NaN] } } });
    expect(chart.text).toContain('━━ dead (NaN or infinite from epoch 1)');
    expect(chart.toSvg()).toContain('▲ not finite');
  });
});

test.each([
  ['one epoch', { history: { loss: [0.5] } }],
  ['a constant zero', { history: { loss: [0, 0] } }],
  ['negative values', { history: { loss: [-1, -2] } }],
])('%s can be drawn', (_what, run) => {
  const chart = curves({ run });
  expect(chart.text).toContain('━━━');
  expect(chart.toSvg()).not.toMatch(/NaN/);
});

test('errors say what came and what there is', () => {
  expect(() => curves({})).toThrow('runs: expected at least one run by its name');
  expect(() => curves({ broken: {} as never })).toThrow('runs.broken: expected what train(…) returned');
  expect(() => curves({ broken }, { metrics: ['accuracy'] })).toThrow(
    'metrics: expected some of loss, val_loss, acc, as recorded in history; got accuracy',
  );
  expect(() => curves({ broken }, { width: 5 })).toThrow(
    'width: expected a whole number of columns >= 30, got 5',
  );
});
