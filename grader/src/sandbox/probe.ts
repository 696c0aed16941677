import type { tf } from 'unstuck';
import { arrayFromWire, toWire } from './numbers';
import type { Answer, ChildReason, Plain, Probe } from './protocol';

/** The names a cell defined, by name; undefined where it did not. */
export type Exports = Record<string, unknown>;

/** A cell that ran but did not give what the question asks for. */
export class ProbeError extends Error {
  constructor(
    readonly reason: ChildReason,
    message: string,
  ) {
    super(message);
  }
}

/** Asks a cell's exports what the question wants to know. */
export async function probeCell(exports: Exports, probe: Probe): Promise<Answer> {
  if (probe.kind === 'value') return { kind: 'value', value: plain(required(exports, probe.name)) };
  if (probe.kind === 'train') return trainCell(exports, probe);
  const call = requiredFunction(exports, probe.name);
  const results: Plain[] = [];
  for (const args of probe.calls) results.push(plain(await call(...args)));
  return { kind: 'call', results };
}

async function trainCell(exports: Exports, probe: Extract<Probe, { kind: 'train' }>): Promise<Answer> {
  const { tf: engine, seed, train, toTensor } = require('unstuck') as typeof import('unstuck');
  const preprocess = requiredFunction(exports, 'preprocess');
  const buildModel = requiredFunction(exports, 'buildModel');
  const prepare = async (wire: typeof probe.x) => {
    const raw = toTensor(arrayFromWire(wire));
    return tensor('preprocess(x)', await preprocess(raw), raw.shape[0]!);
  };
  seed(probe.seed);
  const model = (await buildModel()) as tf.LayersModel;
  if (typeof model?.predict !== 'function')
    throw new ProbeError(
      'wrong-type',
      `buildModel() returned ${kindOf(model)}; expected a compiled tf.LayersModel`,
    );
  const x = await prepare(probe.x);
  const heldOut = await prepare(probe.heldOut);
  const y = toTensor(arrayFromWire(probe.y));
  const { epochs, batchSize } = probe;
  const run = await train(model, { x, y, epochs, batchSize, seed: probe.seed, statistics: false });
  const predict = (input: typeof x) => tensor('model.predict(x)', model.predict(input), input.shape[0]!);
  const predictions = predict(heldOut);
  const { min, max, mean, sd } = run.data.input;
  const answer: Answer = {
    kind: 'train',
    history: Object.fromEntries(
      Object.entries(run.history).map(([name, values]) => [
        name,
        values.map((value) => toWire(Number(value))),
      ]),
    ),
    input: { min: toWire(min), max: toWire(max), mean: toWire(mean), sd: toWire(sd) },
    shape: predictions.shape,
    trainPredictions: Array.from(await predict(x).data(), toWire),
    predictions: Array.from(await predictions.data(), toWire),
  };
  engine.disposeVariables();
  return answer;
}

type Tensor = tf.Tensor;

function tensor(name: string, value: unknown, rows: number): Tensor {
  const candidate = value as Tensor;
  if (typeof candidate?.data !== 'function' || !Array.isArray(candidate.shape))
    throw new ProbeError('wrong-type', `${name} gave ${kindOf(value)}; expected a tensor`);
  if (candidate.shape[0] !== rows)
    throw new ProbeError(
      'wrong-shape',
      `${name} gave a tensor of shape [${candidate.shape.join(', ')}]; expected ${rows} rows, one for each image`,
    );
  return candidate;
}

function required(exports: Exports, name: string): unknown {
  if (exports[name] === undefined)
    throw new ProbeError('missing-export', `The cell does not define \`${name}\`.`);
  return exports[name];
}

function requiredFunction(exports: Exports, name: string): (...args: unknown[]) => unknown {
  const value = required(exports, name);
  if (typeof value !== 'function')
    throw new ProbeError('wrong-type', `\`${name}\` is ${kindOf(value)}; expected a function`);
  return value as (...args: unknown[]) => unknown;
}

/** Copies a value to plain data; numbers that JSON cannot say become their names. */
function plain(value: unknown, depth = 0): Plain {
  if (typeof value === 'number') return toWire(value);
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (depth > 8) throw new ProbeError('wrong-type', 'The answer is nested more than 8 levels deep.');
  if (Array.isArray(value) || ArrayBuffer.isView(value))
    return Array.from(value as ArrayLike<unknown>, (item) => plain(item, depth + 1));
  if (typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item, depth + 1)]));
  throw new ProbeError(
    'wrong-type',
    `The answer is ${kindOf(value)}; expected numbers, text, or lists of them.`,
  );
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  return Array.isArray(value) ? 'an array' : `a ${typeof value}`;
}
