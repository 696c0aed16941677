import type { ConvInfo } from '../convInfo';

// 3x3 convolutions by Winograd's F(2x2, 3x3), with 16 products for four outputs in place of 36 (Lavin and Gray,
// "Fast Algorithms for Convolutional Neural Networks", CVPR 2016). Images are cut into tiles of 4x4 pixels, two
// pixels apart; each tile gives 2x2 outputs. Each of the 16 places in a tile is one matrix product over all
// tiles. Rounding errors are of the size of the largest number in a tile, and one NaN or infinity spoils all
// of it: who calls looks at the outcome and computes a spoiled one anew in the plain way.

/** Products in one tile. */
export const PLACES = 16;
/** Tiles at once: so many that products are worth their start, so few that they stay in the cache. */
const TILES = 64;

/** How a convolution is cut into tiles. Sizes are of float32 numbers. */
export interface Plan {
  /** Rows of tiles in an image. */
  high: number;
  /** Tiles in a row. */
  wide: number;
  /** Rows of tiles at once. */
  rows: number;
  /** From one place to the next in the tiles at once: of images, of outputs, of filters. */
  image: number;
  output: number;
  filter: number;
  /** One place of what `pack` makes of filters. */
  panel: number;
  /** The rows of an image, and of outputs, that a row of tiles covers. */
  imageStrip: number;
  outputStrip: number;
}

/** Whether a convolution can go by tiles: 3x3, at every pixel, channels and filters in fours. */
export function fitsTiles(info: ConvInfo): boolean {
  const { filterHeight, filterWidth, strideHeight, strideWidth, dilationHeight, dilationWidth } = info;
  const plain = [strideHeight, strideWidth, dilationHeight, dilationWidth].every((n) => n === 1);
  const fours = info.inChannels % 4 === 0 && info.outChannels % 4 === 0;
  return plain && fours && filterHeight === 3 && filterWidth === 3 && info.outHeight > 0 && info.outWidth > 0;
}

export function planTiles({ outHeight, outWidth, inChannels, outChannels }: ConvInfo): Plan {
  const [high, wide] = [Math.ceil(outHeight / 2), Math.ceil(outWidth / 2)];
  const rows = Math.max(1, Math.floor(TILES / wide));
  // 16 numbers more than needed: powers of two would put all places into the same corner of the cache.
  const place = (channels: number) => rows * wide * channels + 16;
  return {
    high,
    wide,
    rows,
    image: place(inChannels),
    output: place(outChannels),
    filter: inChannels * outChannels,
    panel: inChannels * 8 * Math.ceil(outChannels / 8),
    imageStrip: 4 * (2 * wide + 2) * inChannels,
    outputStrip: 2 * 2 * wide * outChannels,
  };
}

/** One row of tiles. */
export interface TileRow {
  image: number;
  /** Counted in tiles. */
  row: number;
  /** Its first tile among those at once. */
  first: number;
}

/** All rows of tiles of a batch, as many at a time as the plan says. */
export function* tileRows(batch: number, { high, wide, rows }: Plan): Generator<TileRow[]> {
  const total = batch * high;
  for (let start = 0; start < total; start += rows)
    yield Array.from({ length: Math.min(rows, total - start) }, (_, i) => ({
      image: Math.floor((start + i) / high),
      row: (start + i) % high,
      first: i * wide,
    }));
}
