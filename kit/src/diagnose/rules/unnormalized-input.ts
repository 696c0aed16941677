import type { DataStatistics } from '../../train/run';
import type { Look, Rule } from '../finding';
import type { Symptoms } from '../symptoms';
import { digits, percent } from '../words';

/** Larger inputs count as raw. */
export const LARGE = 10;
/** Hours, ages, degrees, counts reach so far: a network learns of those, too, unless it learns next to nothing. */
const MODERATE = { reach: 100, skill: 0.25 };
/** Inputs that nowhere reach this were scaled once too often: their share of the sums is lost beside the biases. */
const SMALL = 0.05;
/** Standard deviations of features further apart than this. */
const UNEVEN = 300;
/** Standard deviations of two parts that one scaler has scaled are not this many times apart. */
const APART = 15;

/**
 * Parts that were prepared otherwise: their deviations, and the contrasts of their rows, are so many times apart, or
 * their levels so many deviations.
 */
const OTHERWISE = { times: 1.5, deviations: 2 };
/** What that must cost. */
const HARM = 0.3;

/**
 * Rows of one kind, by their targets, of which validation has others by their inputs, and fails: scaled for another
 * range.
 */
function preparedOtherwise(s: Symptoms): Look | undefined {
  const [a, b] = [s.run.data, s.run.validationData];
  if (!a.rows || !b?.rows || b.samples < 20 || !(s.trainSkill - (s.validationSkill ?? 1) > HARM))
    return undefined;
  if (!sameTargets(s)) return undefined;
  const times = (x: number, y: number) => Math.max(x / y, y / x);
  const apart = Math.min(times(a.input.sd, b.input.sd), times(a.rows.contrast.mean, b.rows.contrast.mean));
  const isScaled = apart > OTHERWISE.times * (1 + 3 * Math.hypot(doubtOfContrast(a), doubtOfContrast(b)));
  const levels = Math.max(a.rows.level.sd, b.rows.level.sd, 0.1 * a.input.sd);
  const isShifted = Math.abs(a.rows.level.mean - b.rows.level.mean) > OTHERWISE.deviations * levels;
  if (!isScaled && !isShifted) return undefined;
  const reach = ({ input }: DataStatistics) =>
    `reach from ${digits(input.min)} to ${digits(input.max)} (${digits(input.mean)} ± ${digits(input.sd)})`;
  return {
    signs: [
      `training inputs ${reach(a)}, validation inputs ${reach(b)}: they were not prepared alike`,
      'while their targets are',
      `skill ${digits(s.trainSkill)} on training rows, ${digits(s.validationSkill!)} on validation rows`,
    ],
  };
}

/** Standard error of the mean contrast, as a share of it: where a few rows are far out, large. */
function doubtOfContrast({ rows, samples }: DataStatistics): number {
  const { mean, sd } = rows!.contrast;
  return sd / mean / Math.sqrt(samples);
}

/** Whether the targets of both parts may be of one kind of rows: shares of classes, or mean and deviation. */
function sameTargets({ run, classes }: Symptoms): boolean {
  const [a, b] = [run.data, run.validationData!];
  if (classes > 1) {
    const labels = Object.keys({ ...a.classCounts, ...b.classCounts });
    const share = ({ classCounts, samples }: DataStatistics, label: string) =>
      (classCounts?.[label] ?? 0) / samples;
    return labels.every((label) => Math.abs(share(a, label) - share(b, label)) < 0.15);
  }
  const [of, held] = [a.targets, b.targets];
  if (!of || !held) return false;
  return Math.abs(of.mean - held.mean) < 0.3 * of.sd && held.sd < 1.3 * of.sd && of.sd < 1.3 * held.sd;
}

/**
 * Symptom: little is learned, and inputs are large, or tiny.
 * Statistic: largest absolute input; validation next to training; spread of the features.
 * Threshold 10: UMLAUT (2021) warns beyond 1; on the course's data values of up to 16 still train, 255 do not. Up to 100
 * they count where skill is below 0.25: noise, too, leaves half of a skill (own choice; raw pixels and prices lie beyond).
 * Below 0.05, features 300 times apart, parts 15 times apart: own choice, far from what scaled data have. Parts that are
 * 1.5 times apart in both spread and contrast, or two deviations of the rows' levels, where their targets are alike and
 * validation fails: own choice; parts that were shuffled and split have 1.1 and 0.3 or less from 20 rows on.
 */
export const unnormalizedInput: Rule = {
  fault: 'unnormalized-input',
  fix: 'Scale the inputs: pixels by x.div(255), columns of a table by a StandardScaler fitted on the training rows; validation rows exactly so.',
  lesson: '01-unnormalized-input',
  experiment: {
    try: 'the same training on standardized inputs',
    expect: 'the loss falls below that of a constant answer within a few epochs',
    change: { kind: 'standardize-input' },
  },
  look(s) {
    const { input, features } = s.run.data;
    // Values that are no finite numbers have no scale, null in JSON; what an embedding takes are places in its table.
    if (!Number.isFinite(input.sd) || s.embeds) return undefined;
    const held = s.run.validationData?.input;
    const reach = Math.max(Math.abs(input.min), Math.abs(input.max));
    if (held && held.sd > APART * input.sd && reach < held.max)
      return {
        certain: true,
        signs: [
          `validation inputs spread ${digits(held.sd)}, training inputs ${digits(input.sd)}: only one was scaled`,
        ],
      };
    const otherwise = preparedOtherwise(s);
    if (otherwise) return otherwise;
    const uneven = (features?.sdRatio ?? 1) > UNEVEN;
    if (s.normalizes || s.trainSkill > 0.8 || !(reach > LARGE || reach < SMALL || (uneven && reach > 3)))
      return undefined;
    if (reach > LARGE && reach <= MODERATE.reach && !uneven && s.trainSkill > MODERATE.skill)
      return undefined;
    const dead = Math.max(0, ...s.hidden.map(({ final }) => final?.deadUnits ?? 0));
    return {
      signs: [
        `inputs reach from ${digits(input.min)} to ${digits(input.max)}`,
        `skill on training rows ${digits(s.trainSkill)} (0 is a constant answer)`,
        (s.run.initialLoss ?? 0) > 3 * (s.constantLoss ?? Number.POSITIVE_INFINITY) &&
          `loss ${digits(s.run.initialLoss!)} before the first update, where chance is ${digits(s.constantLoss!)}`,
        (s.start?.train.clipped ?? 0) > 0.3 &&
          s.isCrossEntropy &&
          `${percent(s.start!.train.clipped)} of the first outputs are clipped`,
        (s.train?.clipped ?? 0) > 0.3 &&
          s.isCrossEntropy &&
          `${percent(s.train!.clipped)} of the last outputs are clipped`,
        dead > 0.8 && `${percent(dead)} of a layer's units are dead`,
        input.sd > 30 && `their standard deviation is ${digits(input.sd)}`,
      ],
    };
  },
};
