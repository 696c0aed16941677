import { availableParallelism } from 'node:os';
import type { NdArray } from 'unstuck/data';
import {
  type CallOptions,
  type Epoch,
  type HooksAsked,
  type Plain,
  type Probe,
  requestToWire,
  runSandboxed,
  type TrainedAnswer,
  type TrainingRequest,
  trainedFromWire,
  USUAL_LIMITS,
} from '../sandbox';
import { received } from './received';
import { unanswered } from './unanswered';
import { Verdict } from './verdict';

/** Seconds to run a cell or its function, and to train; a slow machine needs a tenth of it. */
const {
  cellSeconds: CELL_SECONDS,
  probeSeconds: TRAIN_SECONDS,
  heapMegabytes: HEAP_MEGABYTES,
} = USUAL_LIMITS;

/** Cells of this process that run at this moment. */
let running = 0;

/** How far the trainings of an answer are. */
export interface TrainingProgress extends Epoch {
  /** Which training of this answer, counted from 1 in the order in which they begin. */
  training: number;
}

/** Who waits for a verdict. */
export interface Waiting {
  /** Told of each epoch of a training as it ends. */
  onProgress?: (progress: TrainingProgress) => void;
  /** Ends the judging; its verdict then says nothing of the answer. */
  signal?: AbortSignal;
  /** Cores of this machine that this process may use. Default: all; other processes take none. */
  cores?: number | undefined;
}

/** One student's answer to one question. Each ask runs the cell anew in a process of its own. */
export class Answer {
  private trainings = 0;

  constructor(
    private readonly question: string,
    private readonly source: string,
    private readonly waiting: Waiting = {},
  ) {}

  /** Calls the function `name` once for each list of arguments and returns the results. */
  async call(name: string, calls: Plain[][], options: CallOptions = {}): Promise<unknown[]> {
    const answer = await this.ask({ kind: 'call', name, calls, ...options }, CELL_SECONDS);
    if (answer.kind !== 'call' || answer.results.length !== calls.length) throw mismatched();
    return answer.results.map(received);
  }

  /** Reads the value the cell gave to `name`. */
  async value(name: string): Promise<unknown> {
    const answer = await this.ask({ kind: 'value', name }, CELL_SECONDS);
    if (answer.kind !== 'value') throw mismatched();
    return received(answer);
  }

  /**
   * Trains what the cell's hooks describe, and predicts each set of rows. Their labels stay here, and the rows are
   * sent when training has ended.
   */
  async train(hooks: HooksAsked, request: TrainingRequest, toPredict: NdArray[]): Promise<TrainedAnswer> {
    const probe = { kind: 'train' as const, hooks, ...requestToWire(request, toPredict) };
    const answer = await this.ask(probe, TRAIN_SECONDS, this.epochListener());
    if (answer.kind !== 'train' || answer.predictions.length !== toPredict.length) throw mismatched();
    return trainedFromWire(answer);
  }

  /** Whether a core that it may use runs no cell of this process. */
  hasFreeCore(): boolean {
    return running < (this.waiting.cores ?? availableParallelism());
  }

  private epochListener(): ((epoch: Epoch) => void) | undefined {
    const training = ++this.trainings;
    const { onProgress } = this.waiting;
    return onProgress && ((epoch) => onProgress({ training, ...epoch }));
  }

  private async ask(probe: Probe, probeSeconds: number, onEpoch?: (epoch: Epoch) => void) {
    const job = { question: this.question, source: this.source, probe };
    const limits = { cellSeconds: CELL_SECONDS, probeSeconds, heapMegabytes: HEAP_MEGABYTES };
    const { signal } = this.waiting;
    if (signal?.aborted) throw new Verdict('inconclusive', 'cancelled', 'The judging was ended.');
    running++;
    const startUp = { signal, ...(onEpoch ? { onEpoch } : {}) };
    const outcome = await runSandboxed(job, limits, startUp).finally(() => running--);
    if (!outcome.ok) throw unanswered(outcome);
    return outcome.answer;
  }
}

function mismatched(): Verdict {
  return new Verdict('error', 'malformed-result', 'The answer does not belong to the question asked.');
}
