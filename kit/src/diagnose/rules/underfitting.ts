import type { Rule } from '../finding';
import type { Symptoms } from '../symptoms';
import { digits, percent } from '../words';

const TINY = 4;
const SURE = 0.88;
/**
 * Skill of new rows from which on a single linear layer, or a few units, have found something: the rest may be noise.
 */
const FOUND = 0.1;

/**
 * Symptom: training rows are not answered, and the curve is flat.
 * Statistic: what the model's form can express: no hidden activation, or fewer hidden units than classes can be
 * told apart by.
 * Threshold: structural, and skill below 0.75, of a linear map below 0.5. Up to 4 units in each hidden layer count where
 * even the surer half of the answers is right in less than 88 %, as of labels that are wrong. They, and a single layer,
 * which is often meant, count only where next to nothing is found on new rows: what they find there may be all there is
 * (own choice; of those that were too little it was 0.13 at most, of 60 rows). A network that is only somewhat too small
 * looks like classes that overlap, and is not named.
 */
export const underfitting: Rule = {
  fault: 'underfitting',
  fix: 'Give the network more to work with: hidden layers with ReLU, more units or filters.',
  lesson: '11-capacity-and-batch-size',
  experiment: {
    try: 'the same with hidden layers of 32 units, or filters, and ReLU',
    expect: 'training accuracy rises well above what it was',
    change: { kind: 'layers', config: { activation: 'relu', units: 32, filters: 32 } },
  },
  look(s) {
    if (!(s.trainSkill < 0.75) || s.kernels.length === 0 || s.loss.breaks) return undefined;
    const isLinear =
      s.hidden.every(({ fires }) => fires === 'linear') &&
      !s.run.model.layers.some(({ kind }) => /RNN|LSTM|GRU/.test(kind));
    const narrow = s.hidden.find(({ units }) => units <= 1 || (units <= 2 && s.classes > 4));
    // Classes that overlap are told apart surely away from the border; a form that does not fit is sure of nothing.
    const isTiny =
      s.hidden.length > 0 &&
      s.hidden.every(({ units }) => units <= TINY) &&
      s.classes > 1 &&
      (s.train?.sureAccuracy ?? 1) < SURE &&
      s.loss.fallsStill < 0.15 &&
      findsNothing(s);
    const small = narrow ?? (isTiny ? s.hidden[0] : undefined);
    // A linear map is enough for many data sets: it counts only where it answers little.
    if (!(isLinear && s.trainSkill < 0.5 && (s.hidden.length > 0 || findsNothing(s))) && !small)
      return undefined;
    const moved = s.changes.reduce((sum, change) => sum + (change || 0), 0);
    if (s.run.layers.length > 1 && s.hidden.length > 0 && moved < 0.03) return undefined;
    const held = s.validationSkill;
    return {
      signs: [
        isLinear
          ? 'no hidden layer has an activation: together they are one linear map'
          : `the layer ${small!.name} has ${small!.units} unit(s)`,
        `skill on training rows ${digits(s.trainSkill)} (0 is a constant answer, 1 is perfect)`,
        held !== undefined &&
          Math.abs(held - s.trainSkill) < 0.2 &&
          `and ${digits(held)} on validation rows: no gap`,
        isTiny && `of the surer half of the answers ${percent(s.train!.sureAccuracy!)} are right`,
        s.loss.fallsStill < 0.15 &&
          (s.loss.fallsStill > 0
            ? `the loss fell by ${percent(s.loss.fallsStill)} over the last quarter`
            : 'the loss did not fall over the last quarter'),
      ],
    };
  },
};

/**
 * Whether new rows, or where there are none the training rows, are answered no better than by chance; of classes as
 * far as so many rows can tell.
 */
function findsNothing({ run, classes, trainSkill, validationSkill }: Symptoms): boolean {
  const rows = run.validationData?.samples ?? run.data.samples;
  return (validationSkill ?? trainSkill) < FOUND + (classes > 0 ? 1 / Math.sqrt(rows) : 0);
}
