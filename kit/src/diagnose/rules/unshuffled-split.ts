import type { Rule } from '../finding';
import { percent } from '../words';

const FAR = 0.25;

/**
 * Symptom: training and validation rows are of different classes, or batches are.
 * Statistic: distance of the class shares (half the sum of the differences); order of rows with shuffle off.
 * Threshold 0.25 and 1.5 times what chance gives (own choice), and a class that one part lacks.
 */
export const unshuffledSplit: Rule = {
  fault: 'unshuffled-split',
  fix: 'Shuffle before you split: trainTestSplit(x, y, { stratify: true }) or validationSplit after a shuffle.',
  lesson: '12-capstone',
  experiment: {
    try: 'the same training on a shuffled, stratified split',
    expect: 'validation accuracy comes near that on training rows',
  },
  look(s) {
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
    if (missing.length === 0 && absent.length === 0 && !sorted && distance < 0.5) return undefined;
    return {
      signs: [
        `the shares of the classes differ by ${percent(distance)} between training and validation rows`,
        missing.length > 0 && `classes ${missing.join(', ')} are in the validation rows alone`,
        absent.length > 0 && `classes ${absent.join(', ')} are missing among the validation rows`,
        sorted &&
          `training rows are sorted by class (${percent(targets!.neighboursAlike!)} of neighbours are alike)`,
        (s.trainAccuracy ?? 0) - (s.validationAccuracy ?? 0) > 0.2 &&
          `accuracy ${percent(s.trainAccuracy!)} on training rows, ${percent(s.validationAccuracy!)} on validation rows`,
      ],
      certain: missing.length > 0 && absent.length > 0,
    };
  },
};
