import type { TrainedRun } from '@unstuck/grader/judge';
import { loadTask } from '../calibrate/task';
import { findLesson } from '../lessons';

/** What the first criterion of a lesson's training measures. */
function firstMeasure(slug: string, run: object): number {
  return loadTask(findLesson(slug), 'q2').criteria[0]!.measure(run as TrainedRun);
}

describe('the bounce of lesson 7', () => {
  const rows = { train: { y: { values: [0, 1, 0, 1] } }, trainPredictions: [0.4, 0.6, 0.4, 0.6] };
  const bounce = (loss: number[]) =>
    firstMeasure('07-learning-rate-plateaus', { history: { loss }, ...rows });
  const bouncing = [0.7, 0.65, 0.6, 0.5, 0.8, 0.5, 0.8, 0.5];

  test('is the sum of the rises', () => {
    expect(bounce(bouncing)).toBeCloseTo(0.6, 10);
    expect(bounce([0.9, 0.7, 0.6, 0.55, 0.53, 0.52, 0.51, 0.51])).toBe(0);
  });

  test('of a loss that is written a thousand times smaller is as large', () => {
    const crossEntropy = -Math.log(0.6);
    expect(bounce(bouncing.map((loss) => loss / 1000))).toBeCloseTo((0.6 * crossEntropy) / 0.5, 6);
  });

  test('of a training that ended before it could bounce is none that is at rest', () => {
    expect(bounce([0.9, 0.7, 0.6])).toBe(Infinity);
  });

  test('of a loss below zero is none that could be at rest', () => {
    expect(bounce(bouncing.map((loss) => loss / 1000 - 1))).not.toBeLessThan(Infinity);
  });
});

test('frozen layers do not make the network of lesson 9 deep', () => {
  const dense = { kind: 'Dense', config: { trainable: true } };
  const frozen = { kind: 'Dense', config: { trainable: false } };
  const deep = (layers: object[]) => firstMeasure('09-saturation-and-initialization', { layers });
  expect(deep([{ kind: 'Flatten', config: {} }, dense, dense, dense])).toBe(2);
  expect(deep([dense, frozen, frozen, dense])).toBe(1);
});
