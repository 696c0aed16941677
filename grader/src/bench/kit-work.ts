import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ImageDataGenerator, Smote, StandardScaler, seed, tf } from 'unstuck';
import { normal, random } from 'unstuck/random';
import type { KitCase } from './kit-cases';
import type { KitTask, Turn } from './protocol';

interface Data {
  values: Float32Array | Float64Array;
  shape: number[];
}

/** Work with its data, ready to be timed. It answers the number of rows that came out. */
export type Work = () => number | Promise<number>;

/** Draws a case's data: pixels from 0 to 255 for images, else standard normal numbers. */
export function drawData({ work, shape, dtype }: KitCase): Data {
  seed(1);
  const size = shape.reduce((product, side) => product * side, 1);
  const values = dtype === 'float32' ? new Float32Array(size) : new Float64Array(size);
  const draw = work === 'ImageDataGenerator' ? () => Math.floor(random() * 256) : normal;
  for (let i = 0; i < size; i++) values[i] = draw();
  return { values, shape: [...shape] };
}

/** Makes the work of a case ready. */
export function prepareWork({ work, minority = 0 }: KitCase, x: Data): Work {
  if (work === 'StandardScaler') return () => new StandardScaler().fitTransform(x).shape[0]!;
  if (work === 'ImageDataGenerator') return () => augment(x);
  const y = Int32Array.from({ length: x.shape[0]! }, (_, i) => (i < minority ? 1 : 0));
  return () => new Smote({ kNeighbors: 5 }).fitResample(x, y).x.shape[0]!;
}

/** Leaves the data where the original can read them, and says what to do with them. */
export function handOver({ work, shape, dtype, minority = 0 }: KitCase, x: Data, folder: string): KitTask {
  const file = join(folder, 'x');
  writeFileSync(file, x.values);
  return { work, shape: [...shape], dtype, minority, file };
}

/** Does the work once. */
export async function turn(work: Work): Promise<Turn> {
  const began = tf.util.now();
  const rows = await work();
  return { seconds: (tf.util.now() - began) / 1000, rows };
}

async function augment(x: Data): Promise<number> {
  const generator = new ImageDataGenerator({
    rotationRange: 20,
    widthShiftRange: 0.2,
    heightShiftRange: 0.2,
    shearRange: 10,
    zoomRange: 0.2,
    channelShiftRange: 20,
    horizontalFlip: true,
    verticalFlip: true,
    brightnessRange: [0.8, 1.2],
    rescale: 1 / 255,
  });
  let rows = 0;
  for await (const batch of generator.flow(x, undefined, { batchSize: 32 })) {
    rows += batch.xs.shape[0];
    batch.xs.dispose();
  }
  return rows;
}
