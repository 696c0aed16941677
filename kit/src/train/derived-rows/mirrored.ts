import type { DescribedData } from '../data-statistics';
import { fingerprints } from '../row-pass';
import { rowOf, shareOf } from './rows';

/** Share of a sample's images that are a training row once they are turned about one of their middles. */
export function mirrored(sample: number[], training: DescribedData, validation: DescribedData): number {
  const [height = 1, width = 1, channels = 1] = validation.statistics.inputShape;
  if (height < 2 || width < 2) return 0;
  const known = new Set(training.pass.prints);
  const turned = (row: Float32Array, from: (y: number, x: number) => number) =>
    row.map((_, i) => {
      const pixel = Math.floor(i / channels);
      return row[from(Math.floor(pixel / width), pixel % width) * channels + (i % channels)]!;
    });
  return shareOf(sample, (index) => {
    const row = rowOf(validation, index);
    const images = [
      turned(row, (y, x) => y * width + width - 1 - x),
      turned(row, (y, x) => (height - 1 - y) * width + x),
    ];
    const prints = images.map((image) => fingerprints(image, 1)[0]!);
    // One that is its own mirror image says nothing.
    return prints.some((print) => print !== validation.pass.prints[index] && known.has(print));
  });
}
