import type { Rule } from '../finding';
import { digits, percent } from '../words';

/** A class with less than this share of an even one is rare. */
const RARE = 0.4;
/** A class of which less is found is missed. */
const MISSED = 0.5;

/**
 * Symptom: a rare class is hardly ever found.
 * Statistic: recall of the rarest class, its share, what is said of it.
 * Class weights count where they take from a class: its share of the rows times its weight (King and Zeng, 2001).
 * Threshold: rarest below 0.4 of an even share, less than half of it found (own data: 85 to 15 learns by itself
 * where classes do not overlap).
 */
export const classImbalance: Rule = {
  fault: 'class-imbalance',
  fix: 'Pass classWeight: classWeight(y) to train, and judge by balanced accuracy.',
  lesson: '02-class-imbalance',
  experiment: {
    try: 'the same training with class weights',
    expect: 'recall of the rare class rises',
    change: { kind: 'class-weight' },
  },
  look(s) {
    if (s.classes < 2) return undefined;
    const counts = s.run.data.classCounts!;
    const shares = sharesOf(counts);
    const pulls = sharesOf(counts, s.run.asked?.classWeight);
    const rare = Object.keys(counts).filter(
      (label) => Math.min(shares[label]!, pulls[label]!) < RARE / s.classes,
    );
    if (rare.length === 0) return undefined;
    const weakest = rare.reduce((a, b) => (pulls[b]! < pulls[a]! ? b : a));
    const found = Math.min(...rare.map((label) => s.train?.recall?.[label] ?? 1));
    const foundNew = Math.min(...rare.map((label) => s.validation?.recall?.[label] ?? 1));
    const onlyAccuracy = !s.train && s.trainAccuracy !== undefined && s.trainAccuracy < s.commonest + 0.02;
    const missed = Math.min(found, foundNew) < MISSED;
    const said = Math.max(
      ...rare.map((label) => (s.train?.predicted?.[label] ?? 0) / (counts[label]! / s.run.data.samples)),
    );
    if (!onlyAccuracy && !(missed && found < 0.7)) return undefined;
    const steps = s.changes.reduce((sum, change) => sum + (change || 0), 0);
    return {
      signs: [
        `the rarest class has ${percent(s.rarest)} of the rows`,
        pulls[weakest]! < shares[weakest]! / 2 &&
          `class weights make class ${weakest} rarer: it has ${percent(pulls[weakest]!)} of the loss, ${percent(shares[weakest]!)} of the rows`,
        found < MISSED && `${percent(found)} of its training rows are found`,
        s.validation !== undefined &&
          foundNew < MISSED &&
          `${percent(foundNew)} of its validation rows are found`,
        said < 0.5 && `the network answers with it ${digits(said)} times for each row of it`,
        s.constantLoss !== undefined &&
          s.train !== undefined &&
          s.train.loss < 1.05 * s.constantLoss &&
          steps > 0.05 &&
          `the loss, ${digits(s.train.loss)}, is no worse than that of a constant answer: the network learned the shares`,
        onlyAccuracy && `accuracy ${percent(s.trainAccuracy!)} is the share of the commonest class`,
      ],
    };
  },
};

/** Share of the rows that each class has; with weights, of the loss. */
function sharesOf(
  counts: Record<string, number>,
  weights: Record<string, number> = {},
): Record<string, number> {
  const parts = Object.entries(counts).map(
    ([label, count]) => [label, count * (weights[label] ?? 1)] as const,
  );
  const total = parts.reduce((sum, [, part]) => sum + part, 0);
  return Object.fromEntries(parts.map(([label, part]) => [label, part / total]));
}
