import type { NdArray } from 'unstuck/data';
import type { Exports } from './cell';
import { given } from './plain';
import { kindOf, ProbeError } from './probe-error';
import type { Answer, Epoch, Given, Probe } from './protocol';
import { takeHooks } from './training/hooks';
import { requestFromWire, trainedToWire } from './training/wire';

// Kept before a student's code can replace it.
const { stringify } = JSON;

/** How a cell is trained, and what is said to the grader meanwhile. */
export interface Training {
  /** Loaded before the cell, which could load another in its place. */
  trainAnswer: typeof import('./training/train').trainAnswer;
  /** Says that training has ended, and gets the rows to predict. */
  rowsToPredict(): NdArray[];
  /** Absent where nobody watches. */
  tellEpoch?(epoch: Epoch): void;
}

/** Asks a cell's exports what the question wants to know. `training` is there where it wants to see a training. */
export async function probeCell(exports: Exports, probe: Probe, training?: Training): Promise<Answer> {
  if (probe.kind === 'value') return { kind: 'value', ...given(await required(exports, probe.name)) };
  if (probe.kind === 'train') return trainCell(exports, probe, training!);
  return { kind: 'call', results: await callEach(requiredFunction(exports, probe.name), probe) };
}

async function callEach(
  call: (...args: unknown[]) => unknown,
  { name, calls, keepsArguments }: Extract<Probe, { kind: 'call' }>,
): Promise<Given[]> {
  const results: Given[] = [];
  for (const args of calls) {
    const before = keepsArguments && stringify(args);
    results.push(given(await call(...args)));
    if (keepsArguments && stringify(args) !== before)
      throw new ProbeError(
        'changed-argument',
        `\`${name}\` changed what it was given, which must stay as it is; structuredClone(it) makes a copy.`,
      );
  }
  return results;
}

async function trainCell(
  exports: Exports,
  probe: Extract<Probe, { kind: 'train' }>,
  { trainAnswer, rowsToPredict, tellEpoch }: Training,
): Promise<Answer> {
  const hooks = takeHooks(exports, probe.hooks);
  return trainedToWire(await trainAnswer(hooks, requestFromWire(probe), rowsToPredict, tellEpoch));
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
