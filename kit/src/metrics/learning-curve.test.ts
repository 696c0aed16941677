import * as tf from '@tensorflow/tfjs';
import { expectClose } from '../close.fixture';
import type { Draws } from '../data/splits/draws';
import { ready } from '../engine';
import { golden } from '../golden.fixture';
import { learningCurve } from '.';
import { learningCurveWith, type Part } from './learning-curve';

interface Case {
  name: string;
  x: number[][];
  y: number[];
  options: { cv?: number; trainSizes?: number[]; shuffle?: boolean };
  draws: { permutation: number[] }[];
  expected: { trainSizes: number[]; trainScores: number[][]; testScores: number[][] };
}

const cases = golden<{ learningCurves: Case[] }>('metrics').learningCurves;
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

beforeAll(async () => {
  await ready();
});

const never = () => {
  throw new Error('the original draws nothing else here');
};

type Rows = Part<number[][], number[]>;

/** The classifier of metrics.py: tells two classes apart at the middle between their means. */
function midpoint(train: Rows, test: Rows): { train: number; test: number } {
  const meanOf = (label: number) =>
    mean(train.x.flatMap((row, i) => (train.y[i] === label ? [row[0]!] : [])));
  const middle = mean([meanOf(0), meanOf(1)]);
  const rises = meanOf(1) > meanOf(0);
  const predict = (value: number) => {
    if (!train.y.includes(0) || !train.y.includes(1)) return train.y[0];
    return value > middle === rises ? 1 : 0;
  };
  const score = ({ x, y }: Rows) => mean(x.map((row, i) => Number(predict(row[0]!) === y[i])));
  return { train: score(train), test: score(test) };
}

test.each(cases)('$name: as scikit-learn', async ({ x, y, options, draws: drawn, expected }) => {
  const left = [...drawn];
  const draws: Draws = { permutation: () => left.shift()!.permutation, choice: never, shuffle: never };
  const curve = await learningCurveWith(midpoint, x, y, options, draws);
  expect(curve.trainSizes).toEqual(expected.trainSizes);
  expectClose(curve.trainScores, expected.trainScores);
  expectClose(curve.testScores, expected.testScores);
  expect(left).toEqual([]);
});

test('the example of the docstring', async () => {
  const { trainSizes, testScores } = await learningCurve(
    (train, test) => ({ train: mean(train.y), test: mean(test.y) }),
    [1, 2, 3, 4, 5, 6],
    [0, 1, 0, 1, 0, 1],
    { cv: 2, trainSizes: [0.7, 1] },
  );
  expect(trainSizes).toEqual([2, 3]);
  expect(testScores.map((scores) => scores.length)).toEqual([2, 2]);
});

test('parts that are tensors are disposed, also where training fails', async () => {
  const x = tf.zeros([8, 2]);
  const y = tf.tensor1d([0, 1, 0, 1, 0, 1, 0, 1], 'int32');
  const before = tf.memory().numTensors;
  const size = (part: { x: tf.Tensor }) => part.x.shape[0]!;
  const curve = await learningCurve((train, test) => ({ train: size(train), test: size(test) }), x, y, {
    cv: 2,
    trainSizes: [1, 4],
  });
  expect([curve.trainSizes, curve.testScores[0]]).toEqual([
    [1, 4],
    [4, 4],
  ]);
  const failing = learningCurve(() => Promise.reject(new Error('no')), x, y, { cv: 2, trainSizes: [2] });
  await expect(failing).rejects.toThrow('no');
  expect(tf.memory().numTensors).toBe(before);
  tf.dispose([x, y]);
});

test('a continuous target gets plain folds, and folds may be given', async () => {
  const y = [0.5, 1.5, 2.5, 3.5];
  const first = (train: { y: number[] }, test: { y: number[] }) => ({
    train: train.y.length,
    test: test.y[0]!,
  });
  const plain = await learningCurve(first, y, y, { cv: 2, trainSizes: [1] });
  expect(plain.testScores).toEqual([[0.5, 2.5]]);
  const given = await learningCurve(first, y, y, {
    cv: [{ train: [0, 1, 2], test: [3] }],
    trainSizes: [1, 3],
  });
  expect(given).toEqual({ trainSizes: [1, 3], trainScores: [[1], [3]], testScores: [[3.5], [3.5]] });
});

test.each([[[0]], [[5]], [[0.5, 2]], [[]], [[-0.1]]])('train sizes %j are refused', async (trainSizes) => {
  const curve = learningCurve(() => ({ train: 0, test: 0 }), [1, 2, 3, 4], [0, 1, 0, 1], {
    cv: 2,
    trainSizes,
  });
  await expect(curve).rejects.toThrow(
    `learningCurve: trainSizes: expected fractions above 0 up to 1, or counts from 1 to the 2 training samples of a fold; got [${trainSizes}]`,
  );
});
