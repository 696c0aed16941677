import { randomInt } from 'node:crypto';
import type { Verdict } from '../batch/judging';
import type { TrainingProgress } from '../judge/answer';
import { type Remark, soon, TypeChecker } from '../type-check';
import type { ChangedAnswer } from './answers';
import { WarmJudge } from './warm-judge';

/** Told of what becomes of the answers. */
export interface QueueEvents {
  begun(answer: ChangedAnswer): void;
  progress(answer: ChangedAnswer, progress: TrainingProgress): void;
  verdict(answer: ChangedAnswer, verdict: Verdict, remarks: readonly Remark[]): void;
}

/** Answers that wait for their verdict, one at a time. A newer answer to a question takes the place of the older. */
export class AnswerQueue {
  private readonly judge = new WarmJudge();
  private readonly types = new TypeChecker();
  private waiting: ChangedAnswer[] = [];
  private current: ChangedAnswer | undefined;
  private working: Promise<void> | undefined;

  constructor(private readonly events: QueueEvents) {}

  prepare(lesson: string): void {
    this.judge.prepare(lesson);
    this.types.prepare();
  }

  add(answers: readonly ChangedAnswer[]): void {
    const isReplaced = (old: ChangedAnswer) => answers.some((one) => isSame(one, old));
    this.waiting = [...this.waiting.filter((old) => !isReplaced(old)), ...answers];
    if (this.current && isReplaced(this.current)) {
      this.current = undefined;
      this.judge.cancel();
    }
    this.working ??= this.work().finally(() => {
      this.working = undefined;
    });
  }

  /** Resolves when nothing waits. */
  async idle(): Promise<void> {
    await this.working;
  }

  async close(): Promise<void> {
    this.waiting = [];
    this.current = undefined;
    await Promise.all([this.judge.close(), this.types.close()]);
  }

  private async work(): Promise<void> {
    for (let answer = this.waiting.shift(); answer; answer = this.waiting.shift()) {
      const one = answer;
      this.current = one;
      this.events.begun(one);
      const types = this.types.remarks(one.source);
      const verdict = await this.judge.judge({ ...one, seed: randomInt(1, 2 ** 31) }, (progress) => {
        if (this.current === one) this.events.progress(one, progress);
      });
      const remarks = await soon(types);
      // Otherwise it was replaced meanwhile, or the watch has ended.
      if (this.current === one) this.events.verdict(one, verdict, remarks);
      this.current = undefined;
    }
  }
}

function isSame(a: ChangedAnswer, b: ChangedAnswer): boolean {
  return a.lesson === b.lesson && a.question === b.question;
}
