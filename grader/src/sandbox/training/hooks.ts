import type { tf } from 'unstuck';
import type { Exports } from '../cell';
import { kindOf, ProbeError } from '../probe-error';
import type { HookName, HooksAsked } from './hooks-asked';

/** Rows and their labels. */
export interface Rows {
  x: tf.Tensor;
  y: tf.Tensor;
}

/**
 * What a cell may define for a training question, in the order in which it is applied. Each may also return a
 * promise; what it returns is checked where it is used.
 */
export interface Hooks {
  /** Rows in, rows out; for the training rows and the held-out rows alike. */
  preprocess?(x: tf.Tensor): unknown;
  /** Called on the training rows alone; returns the `preprocess` for both. */
  fitPreprocess?(x: tf.Tensor): unknown;
  /** Training rows in, another choice of training rows out. */
  resample?(x: tf.Tensor, y: tf.Tensor): unknown;
  /** Called before every epoch on the training rows; returns those of this epoch. */
  augment?(x: tf.Tensor, y: tf.Tensor): unknown;
  buildModel(): unknown;
  /** Options of `train` other than the task's own. */
  fitOptions?(train: Rows): unknown;
  /** From which probability on a row is called 1. */
  threshold?: number;
}

/** Every name that a cell may define for the question. */
export function hookNames({ required, optional = [] }: HooksAsked): HookName[] {
  return [...required, ...optional];
}

/**
 * Takes the hooks among what a cell defined.
 *
 * @throws ProbeError where one is missing, is of the wrong kind, or two exclude each other.
 */
export function takeHooks(exports: Exports, asked: HooksAsked): Hooks {
  const hooks: Exports = Object.fromEntries(hookNames(asked).map((name) => [name, exports[name]]));
  for (const name of asked.required)
    if (hooks[name] === undefined)
      throw new ProbeError('missing-export', `The cell does not define \`${name}\`.`);
  for (const [name, value] of Object.entries(hooks)) checkKind(name, value);
  if (hooks.preprocess && hooks.fitPreprocess)
    throw new ProbeError(
      'wrong-type',
      'The cell defines `preprocess` and `fitPreprocess`; keep one of them.',
    );
  return hooks as unknown as Hooks;
}

function checkKind(name: string, value: unknown): void {
  if (value === undefined) return;
  if (name === 'threshold') checkThreshold(value);
  else if (typeof value !== 'function')
    throw new ProbeError('wrong-type', `\`${name}\` is ${kindOf(value)}; expected a function`);
}

function checkThreshold(value: unknown): void {
  if (typeof value !== 'number')
    throw new ProbeError('wrong-type', `\`threshold\` is ${kindOf(value)}; expected a number`);
  if (!(value >= 0 && value <= 1))
    throw new ProbeError('wrong-option', `\`threshold\` is ${value}; expected a probability from 0 to 1`);
}
