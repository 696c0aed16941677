import { band } from './band';
import { drawnSvg, marks, textWidth, valuesOf } from './svg.fixture';

const run = (...loss: number[]) => ({ history: { loss, acc: loss } });
const four = [run(1, 8), run(9, 6), run(4, 4), run(2, 2)];

test('line and band are median and range over the seeds, by hand', () => {
  expect(valuesOf(band({ four }))).toEqual([
    { group: 'four (4 seeds)', x: 1, low: 1, middle: 3, high: 9 },
    { group: 'four (4 seeds)', x: 2, low: 2, middle: 5, high: 8 },
  ]);
});

test('the middle half is between quartiles, as numpy.percentile([1, 2, 4, 9], [25, 50, 75])', () => {
  expect(valuesOf(band({ four }, { spread: 'quartiles' }))[0]).toMatchObject({
    low: 1.75,
    middle: 3,
    high: 5.25,
  });
});

test('each group has a band, a line and points, and a name that counts its seeds', () => {
  const chart = band({ four, one: [run(5, 5)] }, { title: 'Seeds' });
  const svg = drawnSvg(chart);
  expect([marks(svg, 'area mark'), marks(svg, 'line mark'), marks(svg, 'point')]).toEqual([2, 2, 4]);
  for (const word of ['Seeds', 'four (4 seeds)', 'one (1 seed)', 'epoch', 'loss'])
    expect(svg).toContain(`>${word}<`);
  expect(chart.text).toMatch(/^Seeds\n/);
  expect(chart.caption).toBe(
    'loss at the end, median and range over seeds: four (4 seeds) 5 [2, 8]; one (1 seed) 5 [5, 5].',
  );
});

test('the terminal picture has the line within its shade, and is as wide as asked', () => {
  const chart = band([run(0, 0), run(4, 4), run(10, 10)], { width: 40 });
  expect(chart.text.split('\n').slice(0, 4)).toEqual([
    '        loss',
    `     10 ┤${'░'.repeat(31)}`,
    `        ┤${'░'.repeat(31)}`,
    `   8.57 ┤${'░'.repeat(31)}`,
  ]);
  expect(chart.text).toContain(`┤${'●'.repeat(31)}`);
  expect(chart.text).toContain('●● runs (3 seeds)');
  for (const width of [30, 72, 110])
    expect(textWidth(band({ four }, { width }))).toBeLessThanOrEqual(width + 1);
});

test('a seed that is lost or stops early leaves the band to the others, and a mark says so', () => {
  const chart = band({ a: [run(1, Number.NaN, Number.NaN), run(3, 5)] });
  const [, second, third] = valuesOf(chart);
  expect(second).toMatchObject({ low: 5, middle: 5, high: 5 });
  expect(third).toMatchObject({ low: null, middle: null, high: null });
  expect(drawnSvg(chart)).toContain('1 of 2 seeds not finite');
  expect(chart.text).toContain('a (2 seeds) (1 of 2 seeds not finite, from epoch 2)');
  expect(chart.caption).toMatch(/a \(2 seeds\) no finite value, 1 of 2 seeds not finite\.$/);
});

test.each([
  ['one epoch', [run(1), run(2)]],
  ['nothing finite', [run(Number.NaN, Infinity)]],
  ['a range of decades', [run(8, 4e6), run(1, 2)]],
  ['many epochs', [run(...Array.from({ length: 40 }, (_, i) => i))]],
])('%s can be drawn', (_what, runs) => {
  drawnSvg(band({ runs, other: [run(1, 2)] }));
});

test.each<[() => unknown, string]>([
  [() => band({}), 'runs: expected at least one group'],
  [() => band(3 as never), 'runs: expected lists of runs by name, e.g. { broken: [run] }, got 3'],
  [() => band({ a: run(1) as never }), 'runs.a: expected a list of runs, got an object with keys history'],
  [() => band({ a: [] }), 'runs.a: expected at least one run, got an empty list'],
  [() => band({ a: [run(1), 7 as never] }), 'runs.a[1]: expected what train(…) returned'],
  [
    () => band({ four }, { metric: 'auc' }),
    'metric: expected one recorded in every run; runs.four[0] has loss, acc, not auc',
  ],
  [() => band({ four }, { spread: 'sd' as never }), `spread: expected 'range' or 'quartiles', got "sd"`],
  [() => band({ four }, { width: 5 }), 'width: expected a whole number of columns >= 30, got 5'],
])('%p is an error that says what was expected', (draw, message) => {
  expect(draw).toThrow(message);
});
