import * as tf from '@tensorflow/tfjs';
import { expectAsNative, held, numbers, startBoth } from './native.fixture';

beforeAll(startBoth);

test('a clone has the same numbers', () => expectAsNative(() => numbers([3, 4]).clone()));

test('a clone outlives what it was cloned from, and frees the numbers with its own end', async () => {
  await tf.setBackend('wasm');
  const before = held();
  const first = tf.tensor1d([1, 2, 3]);
  const second = first.clone();
  first.dispose();
  expect(Array.from(second.dataSync())).toEqual([1, 2, 3]);
  second.dispose();
  expect(held()).toEqual(before);
});

test('a variable that is assigned leaves its clones alone', async () => {
  await tf.setBackend('wasm');
  const variable = tf.variable(tf.tensor1d([1, 2]));
  const kept = variable.clone();
  const next = tf.tensor1d([3, 4]);
  variable.assign(next);
  expect(Array.from(kept.dataSync())).toEqual([1, 2]);
  tf.dispose([variable, kept, next]);
});

test('words', async () => {
  await tf.setBackend('wasm');
  const words = tf.tidy(() => tf.tensor1d(['a', 'b']).clone());
  expect(await words.data<'string'>()).toEqual(['a', 'b']);
  words.dispose();
});
