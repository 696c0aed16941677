import type { ChildProcess } from 'node:child_process';
import { Channel } from './channel';
import { ended } from './ended';
import { kitNames } from './kit-names';
import { failure, type Outcome } from './outcome';
import type { Epoch, Job } from './protocol';
import { toldTo } from './told';
import type { Held } from './walls';
import { type Limits, LOADING_SECONDS, OUTPUT_MEGABYTES } from './walls/limits';
import { Watchdog } from './watchdog';

export interface Ran {
  outcome: Outcome;
  /** Whether the child got as far as to say anything. */
  begun: boolean;
}

/** After its answer a process ends by itself; one that does not is ended. */
const ENDING_SECONDS = 2;

/** Gives a child its job and listens until it has answered, ended or been ended. */
export function converse(
  child: ChildProcess,
  held: Held,
  job: Job,
  limits: Limits,
  onEpoch?: (epoch: Epoch) => void,
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const channel = new Channel(job.token);
    const told = toldTo({ job, kitNames: kitNames() });
    const errors: Buffer[] = [];
    const finish = (outcome: Outcome) => {
      watchdog.stop();
      resolve({ outcome, begun: channel.begun });
    };
    const watchdog = new Watchdog(child.pid, limits, held.processes, (outcome) =>
      finish(channel.outcome() ?? outcome),
    );
    const printed = limitedOutput(() =>
      finish(failure('too-much-output', `Your code printed more than ${OUTPUT_MEGABYTES} MB.`)),
    );
    child.stdout!.on('data', printed);
    child.stderr!.on('data', printed);
    child.stderr!.on('data', (chunk: Buffer) => {
      if (errors.length < 20) errors.push(chunk);
    });
    child.stdio[3]!.on('data', (chunk: Buffer) => {
      channel.receive(chunk);
      for (const epoch of channel.epochsEnded()) onEpoch?.(epoch);
      const breach = channel.breach();
      if (breach) finish(breach);
      const phase = channel.phaseBegun();
      if (phase === 'predict' && told.toPredict && !breach) child.stdin!.end(told.toPredict);
      if (phase) watchdog.begin(phase === 'cell' ? limits.cellSeconds : limits.probeSeconds);
      if (channel.answered) watchdog.begin(ENDING_SECONDS);
    });
    child.on('error', (error) => {
      watchdog.stop();
      reject(new Error(`The sandbox could not be started: ${error.message}`));
    });
    child.on('close', (code, signal) => {
      const said = Buffer.concat(errors).toString();
      watchdog.stop();
      const outcome = channel.outcome();
      if (outcome) finish(outcome);
      else if (!channel.begun && failedToStart(code, said)) reject(notStarted(said));
      else finish(ended({ code, signal, said, held, limits, cpuSeconds: watchdog.cpuSeconds }));
    });
    watchdog.begin(LOADING_SECONDS);
    child.stdin!.on('error', () => {}); // The child ended before it read its job; `close` tells how.
    // A cell that reads on where nothing more will come must not wait.
    if (told.toPredict) child.stdin!.write(told.task);
    else child.stdin!.end(told.task);
  });
}

/** Before the cell begins only the grader's own code runs: an error there says nothing about the answer. */
function failedToStart(code: number | null, said: string): boolean {
  return /^(bwrap|sh): /.test(said) || (code === 1 && /\n\s+at /.test(said));
}

function notStarted(said: string): Error {
  if (process.env.DEBUG === 'unstuck') console.error(said);
  const [why] = /^\w*Error\b.*$/m.exec(said) ?? said.trim().split('\n');
  return new Error(`The sandbox could not be put up: ${why}`);
}

function limitedOutput(tooMuch: () => void): (chunk: Buffer) => void {
  let bytes = 0;
  return (chunk) => {
    bytes += chunk.length;
    if (bytes > OUTPUT_MEGABYTES * 1e6) tooMuch();
  };
}
