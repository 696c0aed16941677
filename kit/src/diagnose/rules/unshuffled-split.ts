import type { Look, Rule } from '../finding';
import type { Symptoms } from '../symptoms';
import { digits, percent } from '../words';

const FAR = 0.25;
/** Means of the targets of two parts are apart by so many of their deviations; of 30 shuffled rows by 0.2. */
const TARGETS_APART = 1.5;

/** Numbers in the order of time, or of size: validation has the end of them, which training never saw. */
function endOfTheRange({ run, classes, trainSkill, validationSkill }: Symptoms): Look | undefined {
  const { targets } = run.data;
  const held = run.validationData?.targets;
  if (classes > 0 || !targets || !held || targets.width > 1 || run.validationData!.samples < 10)
    return undefined;
  // Another scale is no other part of the rows.
  if (held.sd > targets.sd || Math.abs(held.mean - targets.mean) > 10 * targets.sd) return undefined;
  const apart = Math.abs(held.mean - targets.mean) / targets.sd;
  if (apart < TARGETS_APART || !(trainSkill > 0.6) || !((validationSkill ?? 1) < 0.3)) return undefined;
  return {
    signs: [
      `targets of training rows are ${digits(targets.mean)} ± ${digits(targets.sd)}, of validation rows ${digits(held.mean)} ± ${digits(held.sd)}: another part of the range`,
      `their means are ${digits(apart)} deviations apart; of shuffled rows that is ${digits(1 / Math.sqrt(run.validationData!.samples))}`,
      `skill ${digits(trainSkill)} on training rows, ${digits(validationSkill!)} on validation rows`,
    ],
  };
}

/**
 * Symptom: training and validation rows are of different classes, or batches are.
 * Statistic: distance of the class shares (half the sum of the differences); order of rows with shuffle off.
 * Threshold 0.25 and 1.5 times what chance gives (own choice), and a class that one part lacks; of numbers 1.5
 * deviations between the means, and a validation that fails.
 */
export const unshuffledSplit: Rule = {
  fault: 'unshuffled-split',
  fix: 'Shuffle before you split: trainTestSplit(x, y, { stratify: true }) or validationSplit after a shuffle. Where time must order the rows, predict differences from the last value.',
  lesson: '12-capstone',
  experiment: {
    try: 'the same training on a shuffled, stratified split',
    expect: 'validation accuracy comes near that on training rows',
  },
  look(s) {
    const end = endOfTheRange(s);
    if (end) return end;
    const counts = s.run.data.classCounts;
    const held = s.run.validationData?.classCounts;
    const { targets } = s.run.data;
    const sorted =
      (targets?.neighboursAlike ?? 0) > 0.9 && (targets?.neighboursAlikeByChance ?? 1) < 0.7 && s.classes > 1;
    if (sorted && s.run.asked?.shuffle === false && !(s.trainSkill > 0.9))
      return {
        certain: true,
        signs: [
          `rows are sorted by class (${percent(targets!.neighboursAlike!)} of neighbours are alike, ${percent(targets!.neighboursAlikeByChance!)} by chance) and shuffle is off`,
        ],
      };
    if (!counts || !held || s.classes < 2) return undefined;
    const labels = [...new Set([...Object.keys(counts), ...Object.keys(held)])];
    const [n, m] = [s.run.data.samples, s.run.validationData!.samples];
    const distance =
      labels.reduce((sum, label) => sum + Math.abs((counts[label] ?? 0) / n - (held[label] ?? 0) / m), 0) / 2;
    const chance = labels.reduce((sum, label) => sum + Math.sqrt((counts[label] ?? 0) / n / m), 0) / 2;
    const missing = labels.filter((label) => !counts[label] && held[label]! / m > 0.05);
    const absent = labels.filter((label) => !held[label] && (counts[label] ?? 0) / n > 4 / m);
    if (distance < FAR + 1.5 * chance && missing.length === 0) return undefined;
    // Whoever takes fewer of the common class has other shares in training, of all classes.
    if (missing.length === 0 && absent.length === 0 && distance < 0.5) return undefined;
    return {
      signs: [
        `the shares of the classes differ by ${percent(distance)} between training and validation rows`,
        missing.length > 0 && `${named(missing)} in the validation rows alone`,
        absent.length > 0 && `${named(absent)} missing among the validation rows`,
        sorted &&
          `training rows are sorted by class (${percent(targets!.neighboursAlike!)} of neighbours are alike)`,
        (s.trainAccuracy ?? 0) - (s.validationAccuracy ?? 0) > 0.2 &&
          `accuracy ${percent(s.trainAccuracy!)} on training rows, ${percent(s.validationAccuracy!)} on validation rows`,
      ],
      certain: missing.length > 0 && absent.length > 0,
    };
  },
};

function named(labels: string[]): string {
  return labels.length === 1 ? `class ${labels[0]} is` : `classes ${labels.join(', ')} are`;
}
