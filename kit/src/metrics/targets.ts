import { toLabels, toVector, type VectorLike } from '../data/vector';

/** Labels and predicted labels, one pair a sample, and what each sample weighs (1 where undefined). */
export interface Targets {
  yTrue: Float64Array;
  yPred: Float64Array;
  weight: Float64Array | undefined;
}

export interface WeightedOptions {
  /** What each sample counts; 1 each by default. */
  sampleWeight?: VectorLike;
}

/**
 * Reads labels and predicted labels.
 *
 * @param name the metric, to begin an error.
 * @throws RangeError when they are empty, not whole numbers, or not as many each.
 */
export function readTargets(
  name: string,
  yTrue: VectorLike,
  yPred: VectorLike,
  sampleWeight: VectorLike | undefined,
): Targets {
  const labels = toLabels(`${name}: yTrue`, yTrue);
  const predicted = toLabels(`${name}: yPred`, yPred);
  checkAlike(name, 'yPred', predicted.length, labels.length);
  return { yTrue: labels, yPred: predicted, weight: readWeight(name, sampleWeight, labels.length) };
}

/** Reads what each sample weighs. */
export function readWeight(
  name: string,
  sampleWeight: VectorLike | undefined,
  n: number,
): Float64Array | undefined {
  if (sampleWeight === undefined) return undefined;
  const weight = readFinite(`${name}: sampleWeight`, sampleWeight);
  checkAlike(name, 'sampleWeight', weight.length, n);
  if (weight.every((w) => w === 0))
    throw new RangeError(`${name}: sampleWeight: expected at least one above 0, got ${n} zeros`);
  return weight;
}

/** Reads numbers that are neither NaN nor infinite. */
export function readFinite(name: string, y: VectorLike): Float64Array {
  const values = toVector(name, y);
  const at = values.findIndex((value) => !Number.isFinite(value));
  if (at < 0) return values;
  throw new RangeError(
    `${name}: expected finite numbers, got ${values[at]} at ${at}; find out where the model makes it`,
  );
}

/** Reads probabilities. */
export function readProbabilities(name: string, y: VectorLike): Float64Array {
  const values = readFinite(name, y);
  const at = values.findIndex((value) => value < 0 || value > 1);
  if (at < 0) return values;
  throw new RangeError(
    `${name}: expected probabilities from 0 to 1, got ${values[at]} at ${at}; of logits, take the sigmoid first`,
  );
}

export function checkAlike(name: string, argument: string, got: number, n: number): void {
  if (got === n) return;
  throw new RangeError(`${name}: ${argument}: expected one for each of ${n} labels, got ${got}`);
}

/** The different values, from small to large. */
export function uniqueSorted(...values: ArrayLike<number>[]): number[] {
  const all = new Set<number>();
  for (const part of values) for (let i = 0; i < part.length; i++) all.add(part[i]!);
  return [...all].sort((a, b) => a - b);
}
