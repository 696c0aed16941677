import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { generator } from '../../random';
import { loadNative } from '../native';
import { loadWasm } from '.';

/** Loads the native and the portable engine in this process. */
export async function startBoth(): Promise<void> {
  loadNative();
  await loadWasm();
}

/** Numbers in [-1, 1), the same ones for the same seed, as a tensor on the current engine. */
export function numbers(shape: number[], seed = 1): tf.Tensor {
  return tf.tensor(values(tf.util.sizeFromShape(shape), seed), shape);
}

/** Whole numbers from -2 to 2, so that many are equal. */
export function fewNumbers(shape: number[], seed = 1): tf.Tensor {
  const whole = values(tf.util.sizeFromShape(shape), seed).map((value) => Math.round(2 * value));
  return tf.tensor(whole, shape);
}

function values(size: number, seed: number): Float32Array {
  const draw = generator(seed);
  return Float32Array.from({ length: size }, () => 2 * draw() - 1);
}

/** Runs `compute` on the current engine and frees all but the shape, type and numbers of the outcome. */
function outcome(compute: () => tf.Tensor): { shape: number[]; dtype: string; numbers: number[] } {
  const tensor = tf.tidy(compute);
  const { shape, dtype } = tensor;
  const numbers = Array.from(tensor.dataSync());
  tensor.dispose();
  return { shape, dtype, numbers };
}

/**
 * Runs `compute` on both engines and expects the same shape and type, and every number within `tolerance`
 * of tfjs-node's (times the largest number there where that is over 1), NaN for NaN. Expects that the
 * portable engine keeps nothing.
 */
export async function expectAsNative(compute: () => tf.Tensor, tolerance = 1e-5): Promise<void> {
  await tf.setBackend('tensorflow');
  const native = outcome(compute);
  await tf.setBackend('wasm');
  const before = held();
  const wasm = outcome(compute);
  expect(held()).toEqual(before);
  expect([wasm.shape, wasm.dtype]).toEqual([native.shape, native.dtype]);
  expect(distance(wasm.numbers, native.numbers)).toBeLessThanOrEqual(tolerance);
}

/** What the portable engine holds: tensors of tfjs, and blocks of its own heap. */
export function held(): { tensors: number; blocks: number } {
  return { tensors: tf.memory().numTensors, blocks: (tf.backend() as BackendWasm).numDataIds() };
}

/** The largest difference, in units of the largest reference number where that is over 1. */
export function distance(actual: number[], reference: number[]): number {
  expect(actual.length).toBe(reference.length);
  const finite = reference.filter(Number.isFinite).map(Math.abs);
  const scale = finite.reduce((a, b) => Math.max(a, b), 1);
  return actual.reduce((worst, value, i) => Math.max(worst, apart(value, reference[i]!) / scale), 0);
}

function apart(a: number, b: number): number {
  return Object.is(a, b) || a === b ? 0 : Number.isNaN(a - b) ? Number.POSITIVE_INFINITY : Math.abs(a - b);
}
