import { hashOfAnswer, isoNow, updateProgress } from './record';

/** A verdict, as far as it is kept. */
export interface VerdictToKeep {
  status: 'pass' | 'fail' | 'error' | 'timeout' | 'inconclusive';
  reason: string;
  score: number;
}

/** Keeps the verdicts on a student's own answers; a question without a verdict keeps the one it had. */
export function keepVerdicts(
  slug: string,
  verdicts: { id: string; source: string | undefined; verdict: VerdictToKeep }[],
): void {
  const judged = isoNow();
  updateProgress(slug, (questions) => {
    const decided = verdicts.filter(({ verdict }) => verdict.status !== 'inconclusive');
    const changed = decided.map(({ id, source, verdict: { status, reason, score } }) => {
      const answer = source === undefined ? {} : { answer: hashOfAnswer(source) };
      const { hints } = questions[id] ?? {};
      const kept = { status, reason, points: score, judged, ...answer };
      return [id, hints === undefined ? kept : { ...kept, hints }] as const;
    });
    return { ...questions, ...Object.fromEntries(changed) };
  });
}
