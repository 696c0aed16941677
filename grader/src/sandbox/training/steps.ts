import { ready, tf } from 'unstuck';

type TrainFunction = (batch: tf.Tensor[]) => tf.Tensor[];

/** Gradients computed in this process: steps of `fit`, and every other loop that has one. */
let made = 0;
let isWatching = false;
let isInStep = false;
/** Gradients in the present step of `fit`. */
let inStep = 0;

/** A step has one gradient, and a penalty on gradients one more: whatever a step computes besides counts as well. */
const MOST_IN_STEP = 2;

// Kept before a student's code can replace it: it would be handed what counts nothing.
const { apply } = Reflect;

/**
 * Counts every gradient computed from now on, whoever asks for it. Called before a student's code, which cannot take
 * it back.
 */
export async function watchSteps(): Promise<void> {
  // It puts its own steps in place.
  await ready();
  made = 0;
  if (isWatching) return;
  isWatching = true;
  const model = tf.LayersModel.prototype as unknown as { makeTrainFunction(): TrainFunction };
  const { makeTrainFunction } = model;
  // `fit` repeats a step as a graph, in which no gradient is computed anew.
  fix(model, 'makeTrainFunction', function (this: object) {
    const step = apply(makeTrainFunction, this, []) as TrainFunction;
    return (batch: tf.Tensor[]) => inOneStep(() => step(batch));
  });
  const engine = Object.getPrototypeOf(tf.engine()) as { gradients(...given: unknown[]): unknown };
  const { gradients } = engine;
  // Another copy of the library takes this engine, too, and is counted.
  fix(globalThis, '_tfengine', tf.engine());
  fix(engine, 'gradients', function (this: object, ...given: unknown[]) {
    if (!isInStep || ++inStep > MOST_IN_STEP) made++;
    return apply(gradients, this, given);
  });
}

/** Gradients computed since `watchSteps` was last called. */
export function stepsMade(): number {
  return made;
}

function inOneStep<T>(compute: () => T): T {
  made++;
  inStep = 0;
  isInStep = true;
  try {
    return compute();
  } finally {
    isInStep = false;
  }
}

function fix(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, writable: false, configurable: false });
}
