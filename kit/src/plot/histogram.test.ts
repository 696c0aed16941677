import * as tf from '@tensorflow/tfjs';
import { ready } from '../engine';
import { histogram } from './histogram';
import { drawnSvg, marks, textWidth } from './svg.fixture';

interface Panel {
  title: { text: string; subtitle: string[] };
  data: { values: { from: number; to: number; count: number }[] };
}
/** The histograms of a chart. */
function panels(chart: { spec: unknown }): Panel[] {
  const spec = chart.spec as { concat?: Panel[] };
  return spec.concat ?? [spec as unknown as Panel];
}
const counts = (panel: Panel) => panel.data.values.map(({ count }) => count);

beforeAll(async () => {
  await ready();
});

// Expected: numpy.histogram (1.26) of the same numbers, which are on or beside the edges.
const tenths = Array.from({ length: 11 }, (_, i) => [i / 10, i * 0.1]).flat();
test.each<[number[], number, number[]]>([
  [[-1.4, -0.7, 0, 0.1, 0.2, 0.3, 0.30000000000000004, 0.7, 0.7, 1.4], 7, [1, 1, 0, 2, 3, 2, 1]],
  [[-1.4, -0.7, 0, 0.1, 0.2, 0.3, 0.30000000000000004, 0.7, 0.7, 1.4], 10, [1, 0, 1, 0, 0, 3, 2, 2, 0, 1]],
  [[-1.4, -0.7, 0, 0.1, 0.2, 0.3, 0.30000000000000004, 0.7, 0.7, 1.4], 4, [1, 1, 5, 3]],
  [tenths, 10, [2, 2, 3, 1, 2, 3, 2, 1, 2, 4]],
  [tenths, 3, [8, 6, 8]],
  [[5, 5], 2, [0, 2]],
])('%j in %i bins is counted as numpy.histogram counts it', (values, bins, expected) => {
  expect(counts(panels(histogram(values, { bins }))[0]!)).toEqual(expected);
});

test('bins cover the values without a gap, each bar from edge to edge', () => {
  const [panel] = panels(histogram([0, 1, 2, 4], { bins: 4 }));
  expect(panel!.data.values).toEqual([
    { from: 0, to: 1, count: 1 },
    { from: 1, to: 2, count: 1 },
    { from: 2, to: 3, count: 1 },
    { from: 3, to: 4, count: 1 },
  ]);
});

test('statistics stand below the name: numpy.mean and numpy.std, zeros, what is not finite', () => {
  const [panel] = panels(histogram({ relu: [0, 0, 3, 1, Number.NaN, Infinity] }));
  expect(panel!.title).toMatchObject({
    text: 'relu',
    subtitle: ['6 values, mean 1, sd 1.22', '33.3 % zero, 2 not finite'],
  });
});

test('several by name get a panel each, in every form of numbers', () => {
  const tensor = tf.tensor2d([
    [1, 2],
    [3, 4],
  ]);
  const before = tf.memory().numTensors;
  const chart = histogram(
    {
      tensor,
      typed: Float32Array.from([1, 2, 3, 4]),
      nested: [
        [1, 2],
        [3, 4],
      ],
      shaped: { values: Float32Array.from([1, 2, 3, 4]), shape: [2, 2] },
    },
    { bins: 2, title: 'Forms' },
  );
  expect(tf.memory().numTensors).toBe(before);
  tensor.dispose();
  expect(panels(chart).map(counts)).toEqual([
    [2, 2],
    [2, 2],
    [2, 2],
    [2, 2],
  ]);
  const svg = drawnSvg(chart);
  expect(marks(svg, 'bar')).toBe(8);
  for (const word of ['Forms', 'tensor', 'typed', '4 values, mean 2.5, sd 1.12'])
    expect(svg).toContain(`>${word}<`);
});

test('a model gets a histogram for each layer with weights: the trainable ones, or all of a frozen layer', () => {
  const model = tf.sequential({
    layers: [
      tf.layers.dense({ units: 3, inputShape: [2], name: 'hidden', trainable: false }),
      tf.layers.batchNormalization({ name: 'norm' }),
      tf.layers.dropout({ rate: 0.5 }),
      tf.layers.dense({ units: 1, name: 'out', kernelInitializer: 'ones' }),
    ],
  });
  const before = tf.memory().numTensors;
  const drawn = panels(histogram(model));
  expect(tf.memory().numTensors).toBe(before);
  expect(drawn.map(({ title }) => [title.text, title.subtitle[0]!.split(',')[0]])).toEqual([
    ['hidden', '9 values'],
    ['norm', '6 values'],
    ['out', '4 values'],
  ]);
  // Three ones of the kernel and a zero of the bias.
  expect(drawn[2]!.title.subtitle).toEqual(['4 values, mean 0.75, sd 0.433', '25 % zero']);
  model.dispose();
});

test('in a terminal bars stand upright, and the least count is still seen', () => {
  const { text } = histogram([...new Array(100).fill(0), 1, 2, 2, 2], { bins: 3, width: 39 });
  expect(text).toBe(
    [
      '        values: 104 values, mean 0.0673, sd 0.347, 96.2 % zero',
      `    100 ┤${'█'.repeat(10)}`,
      ...new Array(4).fill(`        ┤${'█'.repeat(10)}`),
      `        ┤${'█'.repeat(10)}${'▁'.repeat(20)}`,
      `         0${'2'.padStart(29)}`,
    ].join('\n'),
  );
  const bars = histogram(tenths, { bins: 500, width: 40 }).text.split('\n').slice(1).join('\n');
  expect(textWidth({ text: bars } as never)).toBeLessThanOrEqual(40);
});

test.each([
  ['nothing finite', [Number.NaN, Infinity]],
  ['one value', [3]],
  ['huge values', [1e30, -1e30]],
])('%s can be drawn', (_what, values) => {
  const chart = histogram(values);
  drawnSvg(chart);
  expect(chart.text).not.toMatch(/undefined|NaN/);
});

test('more than four have their names as caption, and those with values that are not finite', () => {
  const many = Object.fromEntries([...'abcde'].map((name) => [name, name === 'c' ? [Number.NaN] : [1]]));
  expect(histogram(many).caption).toBe('Histograms of 5: a, b, c, d, e. Not finite values in c.');
});

test.each<[() => unknown, string]>([
  [() => histogram([]), 'values: expected at least one value, got none'],
  [() => histogram({ a: [1], b: new Float32Array() }), 'values.b: expected at least one value, got none'],
  [() => histogram({}), 'values: expected at least one, got an empty object'],
  [() => histogram(7 as never), 'values: expected numbers, or several by name, got 7'],
  [() => histogram(['a'] as never), 'values: expected numbers, got "a"'],
  [() => histogram({ a: 'b' } as never), 'values.a: expected numbers, got "b"'],
  [() => histogram([1], { bins: 0 }), 'bins: expected a whole number from 1 to 1000, got 0'],
  [() => histogram(tf.sequential()), 'values: expected a model with weights'],
  [() => histogram(tf.tensor1d(['a']) as never), 'values: expected a tensor of numbers, got a string tensor'],
])('%p is an error that says what was expected', (draw, message) => {
  expect(draw).toThrow(message);
});
