import type { Gradebook, KeptVerdict } from '../gradebook';
import { seedOf } from './fingerprint';
import { GRADER_ERROR, type Judging } from './judging';

/** Told how far a batch is. */
export interface JudgeAllProgress {
  start(answers: number): void;
  /** One more verdict. */
  verdict(verdict: KeptVerdict): void;
  stop(): void;
}

interface Outcome {
  judged: number;
  /** What is still missing, in words: verdicts that could not be written, answers the grader itself failed at. */
  missing: string[];
}

/**
 * Judges answers as many at a time as `judging` takes, and writes each verdict when it comes. One that cannot be
 * written (a full disk) is held and tried again with the next, while the rest is judged. After `signal` no other is begun.
 */
export async function judgeAll(
  keys: string[],
  judging: Judging,
  gradebook: Gradebook,
  fingerprints: ReadonlyMap<string, string>,
  { signal, progress }: { signal?: AbortSignal; progress?: JudgeAllProgress },
): Promise<Outcome> {
  const held = new HeldVerdicts(gradebook);
  const failures = new Map<string, number>();
  let next = 0;
  let judged = 0;
  const one = async () => {
    while (next < keys.length && !signal?.aborted) {
      const answer = gradebook.answer(keys[next++]!);
      const { key, lesson } = answer;
      const assignment = { ...answer, seed: seedOf(key), fingerprint: fingerprints.get(lesson)! };
      const verdict = { key, ...(await judging.judge(assignment)) };
      if (signal?.aborted && judging.goesOn) return;
      if (verdict.reason === GRADER_ERROR) {
        const why = String(verdict.evidence.error);
        failures.set(why, (failures.get(why) ?? 0) + 1);
        // It tells of this machine, and a student reads the evidence.
        verdict.evidence = {};
      }
      held.write(verdict);
      judged++;
      progress?.verdict(verdict);
    }
  };
  progress?.start(keys.length);
  const interrupted = new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()));
  try {
    const all = Promise.all(Array.from({ length: Math.min(judging.atOnce, keys.length) }, one));
    await (judging.goesOn ? Promise.race([all, interrupted]) : all);
  } finally {
    progress?.stop();
    await judging.close();
  }
  const failed = [...failures].map(
    ([why, answers]) => `${answers} answers could not be judged (${why}); the same command tries them again`,
  );
  return { judged, missing: [...held.left(), ...failed] };
}

class HeldVerdicts {
  private held: KeptVerdict[] = [];
  private why = '';

  constructor(private readonly gradebook: Gradebook) {}

  write(verdict: KeptVerdict): void {
    this.held.push(verdict);
    try {
      while (this.held.length > 0) {
        this.gradebook.record(this.held[0]!);
        this.held.shift();
      }
    } catch (error) {
      this.why = (error as Error).message;
    }
  }

  left(): string[] {
    if (this.held.length === 0) return [];
    return [
      `${this.held.length} verdicts could not be written (${this.why}); make room and run the same command again`,
    ];
  }
}
