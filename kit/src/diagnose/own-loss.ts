import type { Summary } from '../train/run';
import type { Look } from './finding';
import { doubtOfShare } from './gap';
import { isOwnLoss } from './loss-names';
import { HUGE } from './rules/exploding-gradient';
import type { Symptoms } from './symptoms';
import { digits, percent } from './words';

/** A gradient norm below this is none; float32 leaves more of any that is. */
const NO_SLOPE = 1e-9;
/** Two losses that are this close are one: float32 leaves 1e-7, other targets a thousandth. */
const SAME = 1e-5;
/** Classes are even where the rarest has more than this share of an even one. */
const EVEN = 0.6;
/** What a loss has left that fell this far. */
const LITTLE = 0.25;
/** Share of a layer's units from which on they are to blame themselves. */
const MANY = 0.85;

/**
 * A loss of one's own that is no finite number where inputs, targets and outputs are: the logarithm of 0, a quotient by
 * it, or the slope of a root. Before the first update nothing else can be to blame; later the steps may.
 */
export function brokenOwnLoss(s: Symptoms): Look | undefined {
  if (!s.breaks || !isOwnLoss(s.run.model.loss) || s.rate > s.usualRate) return undefined;
  const { initialLoss, model, data, probes = [] } = s.run;
  const outputs = probes.findLast(({ train }) => Number.isFinite(train.outputs.mean))?.train.outputs;
  // What no loss was taken of yet is broken by something else.
  if (s.start && !outputs) return undefined;
  // Outputs are recorded where that loss is; JSON carries NaN as null.
  const startsBroken = outputs !== undefined && !Number.isFinite(initialLoss);
  const slopeBroken = outputs !== undefined && !startsBroken && s.startsWithoutGradient;
  const certain = startsBroken || slopeBroken;
  // Steps as large as that break any loss.
  if (!certain && Math.max(...s.firstGradients) >= HUGE) return undefined;
  const epoch = s.loss.values.findIndex((value) => !Number.isFinite(value)) + 1;
  return {
    certain,
    signs: [
      `${model.loss}, a loss of your own, is no finite number in epoch ${epoch}, while all inputs and targets are`,
      `the rate, ${digits(s.rate)}, is a usual one`,
      startsBroken && 'it is none before the first update either',
      slopeBroken &&
        `before the first update it is ${digits(initialLoss!)}, and its slope no finite number: a root or a quotient at 0`,
      outputs && Math.min(outputs.min, data.targets?.min ?? 1) <= 0 && withZero(outputs, data.targets),
    ],
  };
}

function withZero(outputs: Summary, targets?: Summary): string {
  const reach = ({ min, max }: Summary) => `from ${digits(min)} to ${digits(max)}`;
  return `outputs reach ${reach(outputs)}${targets ? `, targets ${reach(targets)}` : ''}`;
}

/**
 * A loss of one's own that has no slope where the network has come to, while it gives every class the same answer: a
 * hinge with labels 0 and 1, or an answer that was rounded. Where units died or are saturated, those are why.
 */
export function flatOwnLoss(s: Symptoms): Look | undefined {
  const { loss } = s.run.model;
  if (!isOwnLoss(loss) || !(s.trainSkill < 0.1) || s.loss.breaks || s.rate > s.usualRate) return undefined;
  const gradients = s.kernels.map(({ final }) => final?.gradientNorm ?? Number.NaN);
  const blocked = s.kernels.some(
    ({ final }) => (final?.deadUnits ?? 0) > MANY || (final?.saturated ?? 0) > MANY,
  );
  if (gradients.length === 0 || blocked || !gradients.every((norm) => norm < NO_SLOPE)) return undefined;
  const { targets } = s.run.data;
  return {
    signs: [
      `the slope of ${loss}, a loss of your own, is 0 at the end, and no layer stands in its way`,
      `skill on training rows ${digits(s.trainSkill)}`,
      s.train && withZero(s.train.outputs, targets),
      Math.max(...s.firstGradients) > NO_SLOPE &&
        `before the first update its gradient was ${digits(Math.max(...s.firstGradients))}`,
    ],
  };
}

/**
 * A loss of one's own that is the same whichever row has which target: yTrue and yPred of shapes [rows] and [rows, 1] are
 * each compared with each other, so that the best answer is the mean of the targets, for every row.
 */
export function blindOwnLoss({ run, start, firstGradients }: Symptoms): Look | undefined {
  const { model, data, reversedLoss } = run;
  if (!isOwnLoss(model.loss) || reversedLoss === undefined || !start || !data.targets?.sd) return undefined;
  const { loss, outputs, rows } = start.train;
  // Where every row gets the same answer any loss is blind, and two rows may be alike.
  const differ =
    rows > 3 &&
    outputs.sd > 1e-2 * Math.max(data.targets.sd, Math.abs(outputs.mean)) &&
    firstGradients.every((norm) => norm > NO_SLOPE);
  if (!differ || !(Math.abs(reversedLoss - loss) < SAME * Math.abs(loss))) return undefined;
  return {
    certain: true,
    signs: [
      `${model.loss}, a loss of your own, is ${digits(loss)} before the first update, and the same with the targets in reverse order: it compares each answer with the targets of all rows, as shapes [rows] and [rows, 1] do`,
    ],
  };
}

/**
 * A loss of one's own that falls while nothing is learned: answers become wrong more often than guesses are, or all
 * the same, where a constant answer cannot be so much better. Its sign is turned: it rewards what it should cost.
 */
export function turnedOwnLoss(s: Symptoms): Look | undefined {
  const { run, classes, train, start, loss, saysOneThing } = s;
  const recalls = Object.values(train?.recall ?? {});
  if (!isOwnLoss(run.model.loss) || classes < 2 || recalls.length < 2 || !(loss.last < loss.first))
    return undefined;
  const found = recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length;
  const chance = 1 / recalls.length;
  const isWrong = found < chance - 2 * doubtOfShare(chance, train!.rows);
  const before = run.initialLoss ?? Number.NaN;
  // Of even classes, and from answers that were sure of nothing, a constant answer is half as dear at best.
  const isEven = s.rarest * recalls.length > EVEN && !((start?.train.clipped ?? 1) > 0);
  const isEmpty = saysOneThing && isEven && loss.last < LITTLE * before;
  if (!isWrong && !isEmpty) return undefined;
  return {
    signs: [
      `${run.model.loss}, a loss of your own, fell from ${digits(loss.first)} to ${digits(loss.last)}`,
      isWrong &&
        `at the end ${percent(found)} of a class are found on average, of guesses ${percent(chance)}: it rewards wrong answers`,
      isEmpty &&
        `every row gets the same answer, which was ${digits(before / loss.last)} times as dear before training: it rewards what says nothing`,
      loss.last < 0 && 'it is below 0: the minus before the logarithm may be missing',
      isWrong &&
        (start?.train.accuracy ?? 0) > train!.accuracy! &&
        `accuracy fell from ${percent(start!.train.accuracy!)} to ${percent(train!.accuracy!)}`,
      isEmpty && `skill on training rows ${digits(s.trainSkill)}`,
    ],
  };
}
