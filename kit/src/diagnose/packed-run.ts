import * as tf from '@tensorflow/tfjs';
import type { TrainingRun, TrainOptions } from '../train';

/** A tensor as JSON carries it: float32 numbers in base64. */
interface PackedTensor {
  shape: number[];
  values: string;
}

/** A run with all that it takes to train it again: for `unstuck doctor RUN.json --confirm`. */
export interface PackedRun extends TrainingRun {
  training: {
    topology: unknown;
    optimizer: { name: string; config: Record<string, unknown> };
    loss: string;
    x: PackedTensor;
    y: PackedTensor;
    validation?: { x: PackedTensor; y: PackedTensor };
    options: Pick<TrainOptions, 'epochs' | 'batchSize' | 'classWeight' | 'shuffle'>;
  };
}

/**
 * A run together with its model's form and its data, as plain data: what `unstuck doctor RUN.json --confirm` trains on.
 * It takes about five bytes for each input number; weights are left out.
 *
 * @param model the model that was trained; its loss must be one of tfjs' own, by name.
 * @param options what `train` was given; callbacks are left out.
 * @throws TypeError when the loss is a function, which no file can hold.
 * @example
 * const options = { x, y, epochs: 5 };
 * const run = await train(model, options);
 * writeFileSync('run.json', JSON.stringify(packRun(run, { model, options })));
 */
export function packRun(
  run: TrainingRun,
  { model, options }: { model: tf.LayersModel; options: TrainOptions },
): PackedRun {
  const { loss, optimizer } = model;
  if (typeof loss !== 'string')
    throw new TypeError(
      'model: its loss is a function, which no file can hold; call confirm(finding, { model, options }) where it is',
    );
  const { x, y, validation, epochs, batchSize, classWeight, shuffle } = options;
  const part = (rows: { x: tf.Tensor; y: tf.Tensor }) => ({ x: pack(rows.x), y: pack(rows.y) });
  return {
    ...run,
    training: {
      topology: model.toJSON(null, false),
      optimizer: { name: optimizer.getClassName(), config: { ...optimizer.getConfig() } },
      loss,
      ...part({ x, y }),
      ...(validation ? { validation: part(validation) } : {}),
      options: {
        epochs,
        ...(batchSize === undefined ? {} : { batchSize }),
        ...(classWeight === undefined ? {} : { classWeight }),
        ...(shuffle === undefined ? {} : { shuffle }),
      },
    },
  };
}

/**
 * The model, with new weights, and the options of a packed run; undefined where the run holds no training. The caller
 * disposes of model and tensors.
 *
 * @example
 * const options = { x, y, epochs: 5 };
 * const packed = packRun(await train(model, options), { model, options });
 * const again = await unpackRun(packed);
 * if (again) await train(again.model, again.options);
 */
export async function unpackRun(
  run: TrainingRun,
): Promise<{ model: tf.LayersModel; options: TrainOptions } | undefined> {
  const { training } = run as Partial<PackedRun>;
  if (!training) return undefined;
  const { topology, optimizer, loss, validation, options } = training;
  const model = await tf.models.modelFromJSON(topology as never);
  model.compile({ optimizer: optimizerNamed(optimizer), loss, metrics: [] });
  const part = (rows: { x: PackedTensor; y: PackedTensor }) => ({ x: unpack(rows.x), y: unpack(rows.y) });
  return {
    model,
    options: { ...options, ...part(training), ...(validation ? { validation: part(validation) } : {}) },
  };
}

function optimizerNamed({ name, config }: PackedRun['training']['optimizer']): tf.Optimizer {
  const types = [tf.SGDOptimizer, tf.MomentumOptimizer, tf.AdamOptimizer, tf.RMSPropOptimizer];
  const others = [tf.AdagradOptimizer, tf.AdadeltaOptimizer, tf.AdamaxOptimizer];
  const type = [...types, ...others].find(({ className }) => className === name);
  if (!type) throw new RangeError(`run: its optimizer, ${name}, is none of tfjs' own`);
  const from = type as unknown as { fromConfig(type: unknown, config: object): tf.Optimizer };
  return from.fromConfig(type, config);
}

function pack(tensor: tf.Tensor): PackedTensor {
  const { buffer, byteOffset, byteLength } = new Float32Array(tensor.dataSync());
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  // btoa takes a string; a long list of arguments would overflow the stack.
  let text = '';
  for (let from = 0; from < bytes.length; from += 2 ** 14)
    text += String.fromCharCode(...bytes.subarray(from, from + 2 ** 14));
  return { shape: tensor.shape, values: btoa(text) };
}

function unpack({ shape, values }: PackedTensor): tf.Tensor {
  const bytes = Uint8Array.from(atob(values), (letter) => letter.charCodeAt(0));
  return tf.tensor(new Float32Array(bytes.buffer), shape);
}
