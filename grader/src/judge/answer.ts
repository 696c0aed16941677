import { type Outcome, type Plain, type Probe, runSandboxed, type Trained } from '../sandbox';
import { arrayToWire, fromWire, type WireNumber } from '../sandbox/numbers';
import { Verdict } from './verdict';

/** Seconds to run a cell or its function, and to train; a slow machine needs a tenth of it. */
const CELL_SECONDS = 10;
const TRAIN_SECONDS = 60;
const HEAP_MEGABYTES = 1024;

/** Numbers with a shape, as the kit's data sets give them. */
interface NdArray {
  values: Float32Array;
  shape: number[];
}

/** What one training in the sandbox gave back. */
export interface TrainedModel {
  seed: number;
  history: Record<string, number[]>;
  /** Range of the inputs after the student's `preprocess`. */
  input: { min: number; max: number; mean: number; sd: number };
  /** Shape of the predictions on the held-out images. */
  shape: number[];
  trainPredictions: number[];
  predictions: number[];
}

/** One student's answer to one question. Each ask runs the cell anew in a process of its own. */
export class Answer {
  constructor(
    private readonly question: string,
    private readonly source: string,
  ) {}

  /** Calls the function `name` once for each list of arguments and returns the results. */
  async call(name: string, calls: Plain[][]): Promise<unknown[]> {
    const answer = await this.ask({ kind: 'call', name, calls }, CELL_SECONDS);
    if (answer.kind !== 'call' || answer.results.length !== calls.length) throw mismatched();
    return answer.results.map(numbered);
  }

  /** Reads the value the cell gave to `name`. */
  async value(name: string): Promise<unknown> {
    const answer = await this.ask({ kind: 'value', name }, CELL_SECONDS);
    if (answer.kind !== 'value') throw mismatched();
    return numbered(answer.value);
  }

  /**
   * Trains what the cell's `buildModel` returns on `preprocess(x)`, and predicts the held-out images,
   * whose labels stay here.
   */
  async train(task: {
    seed: number;
    x: NdArray;
    y: NdArray;
    heldOut: NdArray;
    epochs: number;
    batchSize: number;
  }): Promise<TrainedModel> {
    const { x, y, heldOut, ...rest } = task;
    const wire = { x: arrayToWire(x), y: arrayToWire(y), heldOut: arrayToWire(heldOut) };
    const answer = await this.ask({ kind: 'train', ...wire, ...rest }, TRAIN_SECONDS);
    if (answer.kind !== 'train') throw mismatched();
    return { seed: task.seed, ...decode(answer) };
  }

  private async ask(probe: Probe, probeSeconds: number) {
    const job = { question: this.question, source: this.source, probe };
    const outcome = await runSandboxed(job, {
      cellSeconds: CELL_SECONDS,
      probeSeconds,
      heapMegabytes: HEAP_MEGABYTES,
    });
    if (!outcome.ok) throw unanswered(outcome);
    return outcome.answer;
  }
}

const TIMEOUTS = ['infinite-loop', 'never-settles'];
const FAILURES = ['not-attempted', 'missing-export', 'wrong-type', 'wrong-shape'];

function unanswered({ reason, message }: Extract<Outcome, { ok: false }>): Verdict {
  if (TIMEOUTS.includes(reason)) return new Verdict('timeout', reason, message);
  return new Verdict(FAILURES.includes(reason) ? 'fail' : 'error', reason, message);
}

function mismatched(): Verdict {
  return new Verdict('error', 'malformed-result', 'The answer does not belong to the question asked.');
}

function decode(answer: Trained): Omit<TrainedModel, 'seed'> {
  const series = Object.entries(answer.history).map(([name, values]) => [name, values.map(fromWire)]);
  const { min, max, mean, sd } = answer.input;
  return {
    history: Object.fromEntries(series),
    input: { min: fromWire(min), max: fromWire(max), mean: fromWire(mean), sd: fromWire(sd) },
    shape: answer.shape,
    trainPredictions: answer.trainPredictions.map(fromWire),
    predictions: answer.predictions.map(fromWire),
  };
}

/** Turns the names that stand for NaN and the infinities back into numbers. */
function numbered(value: Plain): unknown {
  if (value === 'NaN' || value === 'Infinity' || value === '-Infinity') return fromWire(value as WireNumber);
  if (Array.isArray(value)) return value.map(numbered);
  return value;
}
