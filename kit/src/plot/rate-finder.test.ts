import { rateFinder } from './rate-finder';
import { drawnSvg, marks, valuesOf } from './svg.fixture';

const test4 = { rates: [1e-4, 1e-3, 1e-2, 1e-1], losses: [2, 1, 0.5, 40], suggestion: 1e-3 };

test('it holds every rate and loss, and marks the suggestion', () => {
  const chart = rateFinder(test4, { title: 'Rates' });
  expect(valuesOf(chart)).toEqual(test4.rates.map((rate, i) => ({ rate, loss: test4.losses[i] })));
  const svg = drawnSvg(chart);
  expect([marks(svg, 'line mark'), marks(svg, 'rule mark')]).toEqual([1, 1]);
  for (const word of ['Rates', 'suggested 0.001', 'learning rate', '1e-4', '0.01'])
    expect(svg).toContain(`>${word}<`);
  expect(chart.caption).toBe('Suggested learning rate: 0.001.');
  expect(chart.text).toContain('┊┊ suggested 0.001');
});

test('rates stand on a logarithmic axis: the second of four is a third of the way', () => {
  const line = /aria-label="[^"]*" role="graphics-symbol" aria-roledescription="line mark"[^>]* d="([^"]*)"/;
  const path = drawnSvg(rateFinder(test4)).match(line)![1]!;
  const x = [...path.matchAll(/[ML]([\d.]+),/g)].map(([, number]) => Number(number));
  expect(x[0]).toBeCloseTo(0, 6);
  expect(x[1]).toBeCloseTo(320 / 3, 2);
});

test('where the loss blows up the line leaves the picture, so that the way down is seen', () => {
  const { layer } = rateFinder(test4).spec as unknown as { layer: { encoding: { y: { scale: object } } }[] };
  expect(layer[0]!.encoding.y.scale).toMatchObject({ domain: [0, 3] });
  expect(rateFinder(test4).text).toContain('      3 ┤');
});

test('a loss that is not finite stops the line, and a mark says so; JSON carries it all', () => {
  const lost = { ...test4, losses: [2, 1, 0.5, Infinity], suggestion: Number.NaN };
  const chart = rateFinder(lost);
  const svg = drawnSvg(chart);
  expect(svg).toContain('not finite ▲');
  expect(marks(svg, 'rule mark')).toBe(0);
  expect(chart.text).toContain('▲▲ not finite at 0.1');
  expect(chart.caption).toBe(
    'The loss never fell, so there is no suggestion. The loss was not finite at 0.1.',
  );
  const carried = rateFinder(JSON.parse(JSON.stringify(lost)));
  expect([carried.spec, carried.text]).toEqual([chart.spec, chart.text]);
});

test.each([
  ['one batch', { rates: [0.1], losses: [1], suggestion: Number.NaN }],
  ['nothing finite', { rates: [0.1, 0.2], losses: [Number.NaN, Number.NaN], suggestion: Number.NaN }],
  ['zeros', { rates: [0.1, 0.2], losses: [0, 0], suggestion: Number.NaN }],
  ['losses of millions', { rates: [0.1, 0.2], losses: [4e6, 1], suggestion: 0.02 }],
])('%s can be drawn', (_what, test) => {
  drawnSvg(rateFinder(test));
});

test.each<[() => unknown, string]>([
  [
    () => rateFinder(Promise.resolve(test4) as never),
    'test: expected what learningRateRangeTest(…) resolved to (await it)',
  ],
  [() => rateFinder({ ...test4, losses: [1] }), 'test.losses: expected one for each of 4 rates, got 1'],
  [() => rateFinder({ ...test4, rates: [0, 1, 2, 3] }), 'test.rates: expected finite rates > 0, got 0 at 0'],
])('%p is an error that says what was expected', (draw, message) => {
  expect(draw).toThrow(message);
});
