import type { TargetStatistics } from '../../train/run';
import type { Rule } from '../finding';
import { OF_NUMBERS } from '../loss-names';
import { blindOwnLoss, brokenOwnLoss, flatOwnLoss, turnedOwnLoss } from '../own-loss';
import { digits } from '../words';

/**
 * Whole labels, or the ones of one-hot rows, that were divided: two values of which the higher is below 1, or 255ths.
 */
function isScaledDown({ kind, min, max, distinct, width }: TargetStatistics): boolean {
  if (kind !== 'values' || min < 0 || max >= 1) return false;
  return (min === 0 && distinct === 2) || (width === 1 && max < 0.2 && isWhole(255 * max));
}

/** Targets of a regression may lie this share of their standard deviation below what a loss can see. */
const BELOW = 0.25;

/** Numbers that a loss of numbers cannot be taken of. */
function outOfDomain(loss: string, { kind, min, max, sd }: TargetStatistics): string | undefined {
  if (kind === 'one-hot') return undefined;
  if (/percentage|^mape$/i.test(loss) && min <= 0 && max >= 0)
    return `targets reach from ${digits(min)} to ${digits(max)}: ${loss} divides by them, and those at 0 outweigh all others`;
  if (/logarithmic|^msle$/i.test(loss) && min < -BELOW * sd)
    return `targets reach down to ${digits(min)}: ${loss} takes all below 0 for 0`;
  return undefined;
}

function isWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) < 1e-3 && Math.round(value) > 0;
}

/**
 * Symptom: the loss asks for something else than the targets say.
 * Statistic: loss, outputs, range and kind of the targets.
 * Structural where it can be; a mean error over classes counts only where little was learned (with a sigmoid it
 * trains as well: lesson 8).
 */
export const wrongLoss: Rule = {
  fault: 'wrong-loss',
  fix: 'Two classes: binaryCrossentropy with labels 0 and 1. One-hot: categoricalCrossentropy. Whole numbers: sparseCategoricalCrossentropy. Numbers to predict: meanSquaredError. Labels are never scaled. In a loss of your own, add 1e-7 under each log, root and fraction line, keep yTrue and yPred in the shape they come in, and let less be better.',
  lesson: '08-activation-and-loss',
  experiment: {
    try: 'the same training with the last layer and loss that fit the targets',
    expect:
      'the loss before training is that of chance, log(classes) or the variance of the targets, and it falls',
    change: { kind: 'output' },
  },
  look(s) {
    const { targets } = s.run.data;
    const { loss } = s.run.model;
    const units = s.last?.units ?? 0;
    if (/categoricalCrossentropy/i.test(loss) && !/sparse/i.test(loss) && units === 1)
      return {
        certain: true,
        signs: [
          'categoricalCrossentropy over 1 output compares it with itself: the loss is 0 or has no slope',
          `training loss ${digits(s.loss.last)}`,
        ],
      };
    if (/sparse/i.test(loss) && targets?.kind === 'one-hot')
      return {
        certain: true,
        signs: [`${loss} takes whole numbers, the targets are one-hot with ${targets.width} columns`],
      };
    if (/sparse/i.test(loss) && units > 1 && targets && targets.max >= units)
      return {
        certain: true,
        signs: [
          `labels reach up to ${digits(targets.max)}, the ${units} outputs stand for 0 to ${units - 1}: rows beyond pull nowhere`,
        ],
      };
    if (/cosine/i.test(loss) && targets?.width === 1)
      return {
        certain: true,
        signs: [`${loss} of 1 number is 1 or -1: it looks at the sign alone`],
      };
    const outside = targets && outOfDomain(loss, targets);
    if (outside) return { certain: true, signs: [outside] };
    if (targets && s.isCrossEntropyOrBounded && isScaledDown(targets))
      return {
        certain: true,
        signs: [
          `labels reach only to ${digits(targets.max)}${isWhole(255 * targets.max) ? ` = ${Math.round(255 * targets.max)} / 255: they were divided with the pixels` : ': they were scaled'}`,
        ],
      };
    if (targets && s.isCrossEntropy && (targets.min < 0 || (targets.max > 1 && targets.kind === 'values')))
      return {
        certain: true,
        signs: [`targets reach from ${digits(targets.min)} to ${digits(targets.max)}, ${loss} takes 0 to 1`],
      };
    if (units === 1 && targets && targets.min === 0 && /hinge|kullback/i.test(loss) && s.trainSkill < 0.9)
      return {
        certain: true,
        signs: [
          `${loss} with one output and labels from 0 to ${digits(targets.max)}: rows of label 0 pull nowhere`,
        ],
      };
    const own = blindOwnLoss(s) ?? brokenOwnLoss(s) ?? flatOwnLoss(s) ?? turnedOwnLoss(s);
    if (own) return own;
    if (!(s.trainSkill < 0.7) || s.classes < 2) return undefined;
    if (/binaryCrossentropy/i.test(loss) && s.last?.fires === 'softmax' && units > 1)
      return { signs: [`${loss} with softmax over ${units} classes`, `skill ${digits(s.trainSkill)}`] };
    const asNumber = units === 1 && s.classes > 2;
    if (!OF_NUMBERS.test(loss) && !/hinge|cosine/i.test(loss)) return undefined;
    return {
      signs: [
        `${loss} for ${s.classes} classes`,
        `skill on training rows ${digits(s.trainSkill)}`,
        asNumber && `one output for class numbers up to ${s.classes - 1}: a number line, not classes`,
        /absolute|mae/i.test(loss) && 'the mean absolute error is least at the commonest answer',
        (s.train?.outputs.max ?? 0) > 1 - 1e-3 &&
          s.saysOneThing &&
          'outputs are saturated, where its slope is nearly 0',
      ],
    };
  },
};
