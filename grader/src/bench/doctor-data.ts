import { type Dataset, datasets, StandardScaler, takeRows } from 'unstuck';
import { type Generator, generator, normal, permutation } from 'unstuck/random';
import type { Plan } from './doctor-plan';

/** Rows as plain numbers: inputs [rows, width] and a class each. */
export interface Part {
  x: Float32Array;
  shape: number[];
  labels: Float32Array;
}

export interface Parts {
  train: Part;
  validation: Part;
  /** New rows, prepared as the training rows were: what the network is worth. */
  test: Part;
  classes: number;
}

const TEST_ROWS = 300;

/** Draws the data of a plan and prepares them, mishaps included. */
export function drawParts(plan: Plan): Parts {
  const draw = generator(plan.seed + 77);
  const all = drawAll(plan);
  let [train, validation, test] = all.parts;
  const { mishap } = plan;
  if (mishap?.kind === 'sorted' || mishap?.kind === 'sorted-tail')
    [train, validation] = splitSorted(train, validation, mishap.kind === 'sorted-tail');
  if (mishap?.kind === 'copies') validation = copyInto(validation, train, mishap.share, 0, draw);
  if (mishap?.kind === 'near-copies') validation = copyInto(validation, train, mishap.share, 2, draw);
  if (mishap?.kind === 'contrast')
    [train, validation] = [train, validation].map((part) => washOut(part, mishap.factor)) as [Part, Part];
  if (mishap?.kind === 'contrast') test = washOut(test, mishap.factor);
  if (mishap?.kind === 'camera')
    [validation, test] = [validation, test].map((part) =>
      mapPart(part, (v) => v * mishap.gain + mishap.offset),
    ) as [Part, Part];
  if (mishap?.kind === 'blank') train = spoil(train, mishap.share, () => 0, draw);
  if (mishap?.kind === 'static') train = spoil(train, mishap.share, () => 255 * draw(), draw);
  if (plan.noise)
    [train, validation] = [
      mislabel(train, plan.noise, all.classes, draw),
      mislabel(validation, plan.noise, all.classes, draw),
    ];
  return { ...scale(plan, train, validation, test), classes: all.classes };
}

function drawAll(plan: Plan): { parts: [Part, Part, Part]; classes: number } {
  const sizes = [plan.rows, Math.ceil(plan.rows / 2), TEST_ROWS];
  if (plan.data === 'digits') return drawDigits(plan, sizes);
  const { heldShares } = plan;
  const held = heldShares ? { ...plan, set: { ...plan.set, shares: heldShares } } : plan;
  const sets = sizes.map((rows, i) => drawSet(i === 0 ? plan : held, rows, plan.seed + 1000 * i));
  return { parts: sets.map(toPart) as [Part, Part, Part], classes: sets[0]!.classes.length };
}

function drawSet({ data, set = {} }: Plan, rows: number, seed: number): Dataset {
  if (data === 'gratings') return datasets.gratings({ ...set, seed, perClass: Math.ceil(rows / 2) });
  if (data === 'shapes') {
    const { only } = set as { only?: [] };
    return datasets.shapes({ ...set, seed, perClass: Math.ceil(rows / (only?.length ?? 5)) });
  }
  const { shares = [0.5, 0.5], ...others } = set as { shares?: number[] };
  const counts = shares.map((share) => Math.max(1, Math.round(share * rows)));
  return data === 'spots'
    ? datasets.spots({ ...others, seed, counts })
    : datasets.levels({ ...others, seed, counts });
}

function drawDigits(
  { set = {}, seed }: Plan,
  sizes: number[],
): { parts: [Part, Part, Part]; classes: number } {
  const { classes = 10, keep = [] } = set as { classes?: number; keep?: number[] };
  const every = datasets.digits();
  const draw = generator(seed);
  const rows = permutation(every.y.values.length, draw).filter((row) => {
    const label = every.y.values[row]!;
    return label < classes && draw() < (keep[label] ?? 1);
  });
  let from = 0;
  const parts = sizes.map((size) => {
    const part = rows.slice(from, from + size);
    from += size;
    return toPart({ ...every, x: takeRows(every.x, part), y: takeRows(every.y, part) });
  });
  // Stored from 0 to 16; as pixels like the others.
  return { parts: parts.map((part) => mapPart(part, (v) => (v * 255) / 16)) as [Part, Part, Part], classes };
}

function toPart({ x, y }: Dataset): Part {
  return { x: new Float32Array(x.values), shape: x.shape.slice(1), labels: new Float32Array(y.values) };
}

function mapPart(part: Part, f: (value: number) => number): Part {
  return { ...part, x: part.x.map(f) };
}

const widthOf = (part: Part) => part.x.length / part.labels.length;

function rowsOf(part: Part, rows: number[]): Part {
  const width = widthOf(part);
  const x = new Float32Array(rows.length * width);
  rows.forEach((row, i) => {
    x.set(part.x.subarray(row * width, (row + 1) * width), i * width);
  });
  return { ...part, x, labels: Float32Array.from(rows, (row) => part.labels[row]!) };
}

function join(a: Part, b: Part): Part {
  const x = new Float32Array(a.x.length + b.x.length);
  x.set(a.x);
  x.set(b.x, a.x.length);
  return { ...a, x, labels: Float32Array.from([...a.labels, ...b.labels]) };
}

/** Sorted by class, then split: the validation rows are the first or the last ones. */
function splitSorted(train: Part, validation: Part, tail: boolean): [Part, Part] {
  const both = join(train, validation);
  const order = [...both.labels.keys()].sort((a, b) => both.labels[a]! - both.labels[b]!);
  const held = Math.round(order.length / 5);
  const cut = tail ? order.length - held : held;
  const [first, last] = [rowsOf(both, order.slice(0, cut)), rowsOf(both, order.slice(cut))];
  return tail ? [first, last] : [last, first];
}

function copyInto(validation: Part, train: Part, share: number, noise: number, draw: Generator): Part {
  const copies = Math.round(share * validation.labels.length);
  const rows = permutation(train.labels.length, draw).slice(0, copies);
  const copied = mapPart(rowsOf(train, rows), (value) => value + noise * normal(draw));
  const kept = [...validation.labels.keys()].slice(copied.labels.length);
  return join(copied, rowsOf(validation, kept));
}

function washOut(part: Part, factor: number): Part {
  const width = widthOf(part);
  const x = part.x.slice();
  for (let row = 0; row < part.labels.length; row++) {
    const image = x.subarray(row * width, (row + 1) * width);
    const mean = image.reduce((sum, value) => sum + value, 0) / width;
    for (let i = 0; i < width; i++) image[i] = mean + factor * (image[i]! - mean);
  }
  return { ...part, x };
}

function spoil(part: Part, share: number, value: () => number, draw: Generator): Part {
  const width = widthOf(part);
  const x = part.x.slice();
  for (let row = 0; row < part.labels.length; row++)
    if (draw() < share) for (let i = row * width; i < (row + 1) * width; i++) x[i] = value();
  return { ...part, x };
}

function mislabel(part: Part, share: number, classes: number, draw: Generator): Part {
  const labels = part.labels.map((label) =>
    draw() < share ? (label + 1 + Math.floor(draw() * (classes - 1))) % classes : label,
  );
  return { ...part, labels };
}

function scale(plan: Plan, train: Part, validation: Part, test: Part) {
  const { scale: how = 'unit', times = 1, mishap } = plan;
  const by = scalerFor(how, mishap?.kind === 'fit-on-all' ? join(train, validation) : train);
  const own =
    mishap?.kind === 'refit'
      ? scalerFor(how, validation)
      : mishap?.kind === 'per-image'
        ? perImage
        : mishap?.kind === 'raw-validation'
          ? (part: Part) => part
          : by;
  const grow = (part: Part) => (times === 1 ? part : mapPart(part, (value) => value * times));
  return { train: grow(by(train)), validation: grow(own(validation)), test: grow(by(test)) };
}

function scalerFor(how: NonNullable<Plan['scale']>, part: Part): (part: Part) => Part {
  if (how === 'raw') return (other) => other;
  if (how === 'unit') return (other) => mapPart(other, (value) => value / 255);
  if (how === 'image') return perImage;
  const matrix = (of: Part) => ({ values: of.x, shape: [of.labels.length, widthOf(of)] });
  if (how === 'standard') {
    const scaler = new StandardScaler().fit(matrix(part));
    return (other) => ({ ...other, x: Float32Array.from(scaler.transform(matrix(other)).values) });
  }
  return minMax(part);
}

function minMax(part: Part): (part: Part) => Part {
  const width = widthOf(part);
  const low = new Float32Array(width).fill(Number.POSITIVE_INFINITY);
  const high = new Float32Array(width).fill(Number.NEGATIVE_INFINITY);
  part.x.forEach((value, i) => {
    low[i % width] = Math.min(low[i % width]!, value);
    high[i % width] = Math.max(high[i % width]!, value);
  });
  return (other) => ({
    ...other,
    x: other.x.map((value, i) => (value - low[i % width]!) / (high[i % width]! - low[i % width]! || 1)),
  });
}

function perImage(part: Part): Part {
  const width = widthOf(part);
  const x = part.x.slice();
  for (let row = 0; row < part.labels.length; row++) {
    const image = x.subarray(row * width, (row + 1) * width);
    const mean = image.reduce((sum, value) => sum + value, 0) / width;
    const sd = Math.sqrt(image.reduce((sum, value) => sum + (value - mean) ** 2, 0) / width) || 1;
    for (let i = 0; i < width; i++) image[i] = (image[i]! - mean) / sd;
  }
  return { ...part, x };
}
