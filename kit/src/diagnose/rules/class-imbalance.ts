import type { Look, Rule } from '../finding';
import type { Symptoms } from '../symptoms';
import { digits, percent } from '../words';

/** A class with less than this share of an even one is rare. */
const RARE = 0.4;
/** A class of which less is found is missed. */
const MISSED = 0.5;
/** Of several labels a row, ones are rare and missed below these: what a row's labels have in common is not known. */
const ONES = { rare: 0.2, missed: 0.25 };

/**
 * Symptom: a rare class is hardly ever found.
 * Statistic: recall of the rarest class, its share, what is said of it.
 * Class weights count where they take from a class: its share of the rows times its weight (King and Zeng, 2001).
 * Of several labels a row: the share of the ones that get more than 0.5, where the network has learned how many there are.
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
    if (s.classes < 2) return rareOnes(s);
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

/** Several labels a row, most of them 0: to say 0 of each is right so often that nothing else is learned. */
function rareOnes({ run, train, validation, chanceLoss }: Symptoms): Look | undefined {
  const ones = train?.ones;
  if (!ones || !(ones.share < ONES.rare && ones.found < ONES.missed)) return undefined;
  const { input, targets } = run.data;
  // Rows that are to be drawn again are no labels; a loss above that of a constant answer has not come so far.
  const drawsAgain = targets !== undefined && input.mean === targets.mean && input.sd === targets.sd;
  if (drawsAgain || !(chanceLoss !== undefined && train.loss < 1.05 * chanceLoss)) return undefined;
  return {
    fix: 'Weigh the ones in the loss, weightedBinaryCrossentropy([1, zeros / ones]), or lower the cut from 0.5; judge by the recall of each label.',
    experiment: {
      try: 'the same training with weightedBinaryCrossentropy([1, zeros / ones])',
      expect: 'more of the ones are found',
    },
    signs: [
      `${percent(ones.share)} of the labels are 1: to say 0 of each is right in ${percent(1 - ones.share)}`,
      `${percent(ones.found)} of the ones in training rows get more than 0.5`,
      validation?.ones !== undefined &&
        validation.ones.found < ONES.missed &&
        `and ${percent(validation.ones.found)} of those in validation rows`,
      `the loss, ${digits(train.loss)}, is no worse than that of a constant answer: the network learned how many there are`,
    ],
  };
}

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
