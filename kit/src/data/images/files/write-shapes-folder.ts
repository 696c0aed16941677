import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Shape, shapes } from '../../shapes';
import { imageAt, toImageStack } from '../image';
import { writePng } from './write-png';

/**
 * Writes `datasets.shapes` as PNG files, a folder for each class: disc/000.png … What `flowFromDirectory` reads.
 *
 * @param directory is made if it is not there; files of the same names are replaced.
 * @param options.seed whole number >= 0: the same seed gives the same pixels. Default 1.
 * @param options.perClass images of each class. Default 20.
 * @param options.only the shapes to draw. Default all five.
 * @param options.noise standard deviation per value, in grey levels. Default 15.
 * @returns the files, class by class.
 * @example
 * await writeShapesFolder('shapes', { perClass: 10 });
 * const flow = new ImageDataGenerator({ rescale: 1 / 255 }).flowFromDirectory('shapes', { targetSize: [16, 16] });
 */
export async function writeShapesFolder(
  directory: string,
  {
    perClass = 20,
    ...options
  }: { seed?: number; perClass?: number; only?: readonly Shape[]; noise?: number } = {},
): Promise<string[]> {
  const { x, classes } = shapes({ ...options, perClass, shuffle: false });
  const stack = toImageStack('writeShapesFolder', x);
  const files: string[] = [];
  for (const [label, name] of classes.entries()) {
    await mkdir(join(directory, name), { recursive: true });
    for (let i = 0; i < perClass; i++) {
      const file = join(directory, name, `${String(i).padStart(3, '0')}.png`);
      await writePng(file, imageAt(stack, label * perClass + i));
      files.push(file);
    }
  }
  return files;
}
