import type { ConvInfo } from '../convInfo';
import type { Simd } from '../simd';
import { cutStrip } from '../strip';
import type { Plan, TileRow } from './plan';

/** What every step works with. Places in the heap are addresses in bytes. */
export interface Work {
  vector: Simd;
  heap: Float32Array;
  info: ConvInfo;
  plan: Plan;
}

/** Cuts rows of tiles out of x and transforms them to the 16 places at `tiles`. */
export function readImages(work: Work, x: number, rows: TileRow[], strip: number, tiles: number): void {
  const { vector, info, plan } = work;
  const { inHeight: height, inWidth: width, inChannels: channels, padInfo } = info;
  const columns = 2 * plan.wide + 2;
  const pixel = 4 * channels;
  for (const { image, row, first } of rows) {
    const cut = { image, top: 2 * row - padInfo.top, rows: 4, left: padInfo.left, width: columns };
    cutStrip(vector, work.heap, { at: x, height, width, channels }, cut, strip);
    const to = tiles + first * pixel;
    const place = 4 * plan.image;
    vector.imageTiles(
      strip,
      columns * pixel,
      pixel,
      2 * pixel,
      to,
      4 * place,
      place,
      pixel,
      plan.wide,
      channels / 4,
    );
  }
}

/** Cuts rows of 2x2 outputs out of dy, zeros past its edges, and transforms them to the 16 places at `tiles`. */
export function readGradients(work: Work, dy: number, rows: TileRow[], strip: number, tiles: number): void {
  const { vector, info, plan } = work;
  const { outHeight: height, outWidth: width, outChannels: channels } = info;
  const columns = 2 * plan.wide;
  const pixel = 4 * channels;
  for (const { image, row, first } of rows) {
    cutStrip(
      vector,
      work.heap,
      { at: dy, height, width, channels },
      { image, top: 2 * row, rows: 2, left: 0, width: columns },
      strip,
    );
    const to = tiles + first * pixel;
    const place = 4 * plan.output;
    vector.outcomeTilesGradient(
      strip,
      columns * pixel,
      pixel,
      2 * pixel,
      to,
      4 * place,
      place,
      pixel,
      plan.wide,
      channels / 4,
    );
  }
}

/** Transforms the 16 places at `tiles` back to rows of outputs, and writes those to y that it has. */
export function writeOutputs(work: Work, tiles: number, rows: TileRow[], strip: number, y: number): void {
  const { vector, info, plan } = work;
  const { outHeight, outWidth, outChannels } = info;
  const pixel = 4 * outChannels;
  const line = 2 * plan.wide * pixel;
  const place = 4 * plan.output;
  for (const { image, row, first } of rows) {
    const from = tiles + first * pixel;
    vector.outcomeTiles(
      from,
      4 * place,
      place,
      pixel,
      strip,
      line,
      pixel,
      2 * pixel,
      plan.wide,
      outChannels / 4,
    );
    const to = y + (image * outHeight + 2 * row) * outWidth * pixel;
    vector.copyRows(strip, line, to, outWidth * pixel, outWidth * pixel, Math.min(2, outHeight - 2 * row));
  }
}
