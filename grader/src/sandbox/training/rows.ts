import type { tf } from 'unstuck';
import { kindOf, ProbeError } from '../probe-error';
import type { Hooks, Rows } from './hooks';

/** Brings rows into the form that the network sees. */
export type Preprocess = (x: tf.Tensor) => Promise<tf.Tensor>;

/**
 * Settles what becomes of a row, from the training rows. What is fitted here cannot depend on held-out rows, which
 * come after training; what is fitted again at each call can.
 */
export async function settlePreprocess(
  { preprocess, fitPreprocess }: Hooks,
  train: tf.Tensor,
): Promise<Preprocess> {
  const [apply, name] = fitPreprocess
    ? [await fitted(fitPreprocess, train), 'The function of fitPreprocess(x)']
    : [preprocess ?? ((x: tf.Tensor) => x), 'preprocess(x)'];
  return async (x) => rowsOf(name, await apply(lent(x)), x.shape[0]!);
}

async function fitted(fitPreprocess: NonNullable<Hooks['fitPreprocess']>, x: tf.Tensor) {
  const apply = await fitPreprocess(lent(x));
  if (typeof apply !== 'function')
    throw new ProbeError('wrong-type', `fitPreprocess(x) gave ${kindOf(apply)}; expected a function`);
  return apply as (x: tf.Tensor) => unknown;
}

/** The training rows that the cell chose: as many labels as rows, in the same form as before. */
export async function resampleRows({ resample }: Hooks, { x, y }: Rows): Promise<Rows> {
  if (!resample) return { x, y };
  const chosen = (await resample(lent(x), lent(y))) as Partial<Rows> | undefined;
  const rows = tensorOf('resample(x, y).x', chosen?.x);
  return { x: rows, y: rowsOf('resample(x, y).y', chosen?.y, rows.shape[0]!) };
}

/** The same numbers as a tensor that a hook may dispose of when it has made its own of them. */
export function lent(tensor: tf.Tensor): tf.Tensor {
  return tensor.clone();
}

/** A tensor, or a ProbeError that says what came instead. */
export function tensorOf(name: string, value: unknown): tf.Tensor {
  const candidate = value as tf.Tensor | undefined;
  if (typeof candidate?.data === 'function' && Array.isArray(candidate.shape)) return candidate;
  throw new ProbeError('wrong-type', `${name} gave ${kindOf(value)}; expected a tensor`);
}

/** A tensor with so many rows, or a ProbeError. */
export function rowsOf(name: string, value: unknown, rows: number): tf.Tensor {
  const tensor = tensorOf(name, value);
  if (tensor.shape[0] === rows) return tensor;
  throw new ProbeError(
    'wrong-shape',
    `${name} gave a tensor of shape [${tensor.shape.join(', ')}]; expected ${rows} rows, one for each image`,
  );
}
