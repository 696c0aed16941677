import { z } from 'zod';
import { MOST_CHARACTERS, MOST_ITEMS, MOST_NAME_CHARACTERS } from './bounds';
import type { WireArray } from './numbers';
import type { HooksAsked } from './training/hooks-asked';

/**
 * What crosses the border between the grader and the process that runs a student's code.
 * In: JSON lines on standard input: one job, and for a training, once it has ended, the rows to predict. Out: JSON lines on file descriptor 3: a `phase` as each begins, where
 * it was asked for an `epoch` as each ends, then exactly one `answer` or `error`, each carrying the job's token. Nothing else that arrives is believed.
 */
const wireNumber = z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity'])]);

/** Values a function question may take and return, as plain data. */
export type Plain = number | string | boolean | null | Plain[] | { [key: string]: Plain };
/** By hand: a schema of schemas takes a microsecond for each number, and there may be millions. */
const plain = z.custom<Plain>(isPlain);

// Looked up once: in jest, where specs run, looking up a global takes longer than all else here.
const { isFinite: isOrdinary } = Number;
const { isArray } = Array;

function isPlain(value: unknown): boolean {
  if (typeof value === 'number') return isOrdinary(value);
  if (typeof value === 'string') return value.length <= MOST_CHARACTERS;
  if (typeof value !== 'object' || value === null) return typeof value === 'boolean' || value === null;
  if (isArray(value)) return value.length <= MOST_ITEMS && value.every(isPlain);
  if (Object.keys(value).length > MOST_ITEMS) return false;
  return Object.entries(value).every(([key, item]) => key.length <= MOST_NAME_CHARACTERS && isPlain(item));
}

/** How a function is called. */
export interface CallOptions {
  /** Whether what the function is given must stay as it is. */
  keepsArguments?: boolean;
}

/** What to do with a student's cell: call a function, read a value, or train and predict. */
export type Probe =
  | ({ kind: 'call'; name: string; calls: Plain[][] } & CallOptions)
  | { kind: 'value'; name: string }
  | {
      kind: 'train';
      hooks: HooksAsked;
      seed: number;
      x: WireArray;
      y: WireArray;
      /** Sets of rows. They are kept back until the child says that training has ended. */
      toPredict: WireArray[];
      epochs: number;
      batchSize: number;
    };

export interface Job {
  token: string;
  question: string;
  source: string;
  probe: Probe;
  /** Whether somebody watches: then each epoch of a training is told when it ends. */
  tellEpochs?: boolean;
}

/** How far a training is, as the child tells it. It is shown, and nothing is judged by it. */
export interface Epoch {
  /** Counted from 1, of `epochs`. */
  epoch: number;
  epochs: number;
  /** Training loss; NaN or infinite where it is. */
  loss: number;
}

const trained = z.object({
  kind: z.literal('train'),
  history: z.record(z.string().max(100), z.array(wireNumber).max(10_000)),
  /** Range of the training inputs as the network saw them. */
  input: z.object({ min: wireNumber, max: wireNumber, mean: wireNumber, sd: wireNumber }),
  layers: z
    .array(z.object({ kind: z.string().max(100), config: z.record(z.string().max(200), plain) }))
    .max(200),
  threshold: z.number().min(0).max(1),
  /** Numbers for one row. */
  outputs: z.number().nonnegative(),
  trainPredictions: z.array(wireNumber).max(1_000_000),
  /** For each set of rows; empty where the cell could not take that many rows. */
  predictions: z.array(z.array(wireNumber).max(1_000_000)).max(20),
  /** Gradients computed in the process, and those that the task's own `fit` needed. */
  steps: z.object({ made: z.number().int().nonnegative(), planned: z.number().int().nonnegative() }),
});

/** Why a cell gave no answer, as the child tells it. Names that the parent finds are in `outcome.ts`. */
const childReason = z.enum([
  'never-settles',
  'syntax-error',
  'throws',
  'not-attempted',
  'missing-export',
  'changed-argument',
  'wrong-type',
  'wrong-shape',
  'wrong-dtype',
  'wrong-option',
  'exited-early',
  'crashed',
  'forbidden',
  'out-of-memory',
  'disk-full',
  'file-too-large',
  'too-many-files',
]);

/** Why the child has no data. */
const why = { reason: childReason, message: z.string().max(5_000) };

/** What a cell gave for one call or name; `absent` says why a part of it, by its name, is no data. */
const given = {
  value: plain,
  absent: z.record(z.string().max(MOST_NAME_CHARACTERS), z.object(why)).optional(),
};
const result = z.object(given);

const answerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('call'), results: z.array(result).max(100_000) }),
  z.object({ kind: z.literal('value'), ...given }),
  trained,
]);
export type Given = z.infer<typeof result>;
export type Answer = z.infer<typeof answerSchema>;
export type Trained = z.infer<typeof trained>;

/** What the child is at, in this order. */
export const PHASES = ['cell', 'probe', 'predict'] as const;

export const messageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('phase'), token: z.string(), phase: z.enum(PHASES) }),
  z.object({
    type: z.literal('epoch'),
    token: z.string(),
    epoch: z.number().int().positive(),
    epochs: z.number().int().positive(),
    loss: wireNumber,
  }),
  z.object({ type: z.literal('answer'), token: z.string(), answer: answerSchema }),
  z.object({
    type: z.literal('error'),
    token: z.string(),
    ...why,
  }),
]);
export type Message = z.infer<typeof messageSchema>;
/** What the child is at: running the cell, asking it what the question wants to know, predicting after training. */
export type Phase = (typeof PHASES)[number];
export type ChildReason = z.infer<typeof childReason>;
