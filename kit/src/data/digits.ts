import { generator, permutation } from '../random';
import { parseIdx } from './idx';
import { type Dataset, type NdArray, takeRows } from './ndarray';

/**
 * Real handwriting: the 1,797 images of 8x8 grey values of the UCI optical digits (Alpaydin and Kaynak,
 * 1998; CC BY 4.0; `datasets/README.md`). Reads two small files, so it runs under Node alone.
 *
 * @param options.only the digits to keep; labels count in this order. Default all ten.
 * @param options.seed orders the rows; a whole number >= 0. Default 1.
 * @returns x [samples, 8, 8, 1], whole numbers in [0, 16]; y [samples, 1], the class; rows in random order.
 * @throws RangeError when `only` names something else than digits, or one twice.
 * @throws Error naming file and byte when a file is missing, truncated or foreign.
 * @example
 * const threesAndEights = datasets.digits({ only: [3, 8] }); // y is 0 for a 3 and 1 for an 8
 */
export function digits({
  only = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  seed = 1,
}: {
  only?: number[];
  seed?: number;
} = {}): Dataset {
  checkOnly(only);
  const draw = generator(seed);
  const images = readSet('images.idx3-ubyte');
  const labels = readSet('labels.idx1-ubyte');
  const [samples, ...sides] = images.shape;
  if (labels.shape.length !== 1 || labels.shape[0] !== samples)
    throw new Error(
      `digits/labels.idx1-ubyte: expected ${samples} labels, got shape [${labels.shape.join(', ')}]`,
    );
  const kept = [...labels.values.keys()].filter((row) => only.includes(labels.values[row]!));
  const order = permutation(kept.length, draw).map((i) => kept[i]!);
  return {
    x: takeRows({ values: images.values, shape: [samples!, ...sides, 1] }, order),
    y: {
      values: Float32Array.from(order, (row) => only.indexOf(labels.values[row]!)),
      shape: [order.length, 1],
    },
    classes: only.map(String),
  };
}

function checkOnly(only: number[]): void {
  const wrong = only.find(
    (digit, i) => !Number.isInteger(digit) || digit < 0 || digit > 9 || only.indexOf(digit) < i,
  );
  if (wrong !== undefined || only.length === 0)
    throw new RangeError(`only: expected one or more different digits from 0 to 9, got [${only.join(', ')}]`);
}

// Loaded only when asked for: a browser bundle leaves it out. The folder lies beside the package in the
// checkout: kit/dist/data and kit/src/data are equally deep.
function readSet(name: string): NdArray {
  const { existsSync, readFileSync } = require('node:fs') as typeof import('node:fs');
  const { join } = require('node:path') as typeof import('node:path');
  const file = join(__dirname, '../../../datasets/digits', name);
  if (!existsSync(file))
    throw new Error(
      `digits/${name}: not found; it lies in datasets/ of the checkout that holds this package`,
    );
  return parseIdx(readFileSync(file), `digits/${name}`);
}
