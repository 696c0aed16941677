import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { Judged, Progress, Told } from '../batch/judge-process';
import { graderError, type Verdict } from '../batch/judging';
import type { TrainingProgress } from '../judge/answer';

/** An answer whose verdict somebody waits for. */
export interface AnswerToWatch {
  lesson: string;
  question: string;
  source: string;
  seed: number;
}

/** A judging process that is warm before there is an answer. One answer at a time; a newer one ends the older. */
export class WarmJudge {
  private child: ChildProcess | undefined;
  private answers = 0;
  private key = '';

  /** Loads what judges a lesson; returns at once. */
  prepare(lesson: string): void {
    this.process().send({ prepare: lesson } satisfies Told);
  }

  /** Never rejects. A verdict of an answer that was cancelled says nothing of it. */
  judge(answer: AnswerToWatch, onProgress: (progress: TrainingProgress) => void): Promise<Verdict> {
    const key = `${++this.answers}`;
    this.key = key;
    const child = this.process();
    return new Promise((resolve) => {
      const settle = (verdict: Verdict) => {
        child.off('message', hear);
        child.off('exit', died);
        resolve(verdict);
      };
      const hear = (message: Judged | Progress) => {
        if (message.key !== key) return;
        if ('progress' in message) onProgress(message.progress);
        else settle(message.verdict);
      };
      const died = (how: unknown) => settle(graderError(`the judging process ended (${how})`));
      child.on('message', hear);
      child.on('exit', died);
      child.send({ key, ...answer, fingerprint: '', live: true } satisfies Told);
    });
  }

  /** Ends the judging under way; its promise is kept all the same. */
  cancel(): void {
    if (this.child?.connected) this.child.send({ cancel: this.key } satisfies Told);
  }

  /** Ends the process, and with it the answer that it judges. */
  async close(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    this.cancel();
    child.disconnect();
    await ended;
  }

  private process(): ChildProcess {
    if (this.child?.connected) return this.child;
    const child = fork(join(__dirname, '../../dist/batch/judge-process.js'), {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      // A loss may be NaN, which JSON has no word for.
      serialization: 'advanced',
    });
    child.once('exit', () => {
      if (this.child === child) this.child = undefined;
    });
    this.child = child;
    return child;
  }
}
