import type { Rule } from '../finding';
import type { Symptoms } from '../symptoms';
import { digits } from '../words';

/** What an activation can put out. */
const RANGE: Record<string, [number, number]> = {
  sigmoid: [0, 1],
  hardSigmoid: [0, 1],
  softmax: [0, 1],
  tanh: [-1, 1],
  relu: [0, Number.POSITIVE_INFINITY],
};
/** Targets of a regression may lie this share of their standard deviation outside. */
const OUTSIDE = 0.25;
const LEARNED = 0.85;

/**
 * Symptom: the outputs cannot be what the loss needs.
 * Statistic: last activation, number of outputs, number of classes, loss, range of the targets.
 * Threshold: none, the form settles it, whatever was learned (sigmoid with categorical cross-entropy trains, since
 * tfjs divides by the sum: lesson 8); targets of a regression a quarter of their deviation out of range (own
 * choice).
 */
export const wrongOutputActivation: Rule = {
  fault: 'wrong-output-activation',
  fix: 'Two classes: one sigmoid unit. More: softmax with one unit a class. Several labels a row: one sigmoid unit for each. Numbers: linear; counts under poisson: softplus. Softmax once: in the last layer, or in the loss.',
  lesson: '08-activation-and-loss',
  experiment: {
    try: 'the same network with the last layer and loss that fit the targets',
    expect:
      'the loss before training is that of chance, log(classes) or the variance of the targets, and it falls',
    change: { kind: 'output' },
  },
  look(s) {
    const { last, classes } = s;
    const { targets, classCounts = {} } = s.run.data;
    if (!last) return undefined;
    if (last.fires === 'softmax' && last.units === 1)
      return {
        certain: true,
        signs: [
          'softmax over 1 unit is 1 whatever goes in',
          s.train && `outputs spread by ${digits(s.train.outputs.sd)}`,
        ],
      };
    const twice = squashedTwice(s);
    if (twice) return { certain: true, signs: [twice, told(s)] };
    // No class counts: the ones of a row do not sum to the same.
    if (last.fires === 'softmax' && targets?.kind === 'one-hot' && s.run.data.classCounts === undefined)
      return {
        certain: true,
        signs: [
          `rows have ${digits(targets.mean * targets.width)} of ${targets.width} labels on average, some more, some fewer: the outputs of softmax always sum to 1`,
        ],
      };
    const highest = Math.max(...Object.keys(classCounts).map(Number), 0);
    if (
      last.units === 1 &&
      /^(sigmoid|hardSigmoid|softmax|tanh)$/.test(last.fires) &&
      (classes > 2 || (highest > 1 && s.isCrossEntropy)) &&
      targets?.kind !== 'one-hot'
    )
      return {
        certain: true,
        signs: [
          `one ${last.fires} unit for ${Object.keys(classCounts).length} classes, labels up to ${highest}`,
        ],
      };
    const [low, high] = RANGE[last.fires] ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    const slack = OUTSIDE * (targets?.sd ?? 0);
    if (
      classes === 0 &&
      targets &&
      (last.units === targets.width || outputsOf(last) === targets.width) &&
      !s.isCrossEntropy &&
      (targets.max > high + slack || targets.min < low - slack)
    )
      return {
        certain: true,
        signs: [
          `targets reach from ${digits(targets.min)} to ${digits(targets.max)}, ${last.fires} from ${low} to ${high === Number.POSITIVE_INFINITY ? 'any height' : high}`,
        ],
      };
    const lowest = Math.min(0, s.start?.train.outputs.min ?? 0, s.train?.outputs.min ?? 0);
    if (s.breaks && lowest < 0 && /poisson/i.test(s.run.model.loss) && /^(linear|tanh)$/.test(last.fires))
      return {
        certain: true,
        signs: [
          `the last layer is ${last.fires}, its outputs reach down to ${digits(lowest)}: ${s.run.model.loss} takes their logarithm`,
        ],
      };
    if (!s.isCrossEntropy || /logit|sigmoidCrossEntropy|softmaxCrossEntropy/i.test(s.run.model.loss))
      return undefined;
    // Several labels a row are no classes.
    const ofOneClass = /^categorical/i.test(s.run.model.loss) && classes > 1 && last.units > 1;
    if (last.fires === 'softmax' || (/^(sigmoid|hardSigmoid)$/.test(last.fires) && !ofOneClass))
      return undefined;
    return {
      certain: true,
      signs: [
        ofOneClass && /igmoid/.test(last.fires)
          ? `${last.units} ${last.fires} units, each by itself, for classes of which one is right: ${s.run.model.loss} needs probabilities that sum to 1`
          : `the last layer is ${last.fires}, the loss ${s.run.model.loss} needs probabilities`,
        s.train &&
          (s.loss.breaks
            ? 'the loss is no longer a finite number'
            : `outputs reach from ${digits(s.train.outputs.min)} to ${digits(s.train.outputs.max)}`),
        told(s),
      ],
    };
  },
};

/** Probabilities that are taken for logits: by a second softmax or sigmoid, or by a loss that has one in it. */
function squashedTwice({ run, last }: Symptoms): string | undefined {
  if (!last?.activation || !/^(softmax|sigmoid)$/.test(last.activation)) return undefined;
  const { layers, loss } = run.model;
  const behind = layers.slice(layers.findIndex(({ name }) => name === last.name) + 1);
  const again = behind.find(
    ({ kind, activation = '' }) => kind === 'Softmax' || /^(softmax|sigmoid)$/.test(activation),
  );
  const inLoss = /logit|sigmoidCrossEntropy|softmaxCrossEntropy/i.test(loss) && loss;
  if (!again && !inLoss) return undefined;
  const what = again ? `${again.name} takes ${last.activation} of it once more` : `${inLoss} takes logits`;
  const most =
    last.activation === 'softmax' && last.units > 1
      ? `: of ${last.units} classes none gets more than ${digits(Math.E / (Math.E + last.units - 1))}`
      : '';
  return `the last layer is ${last.activation}, and ${what}${most}`;
}

/** Numbers a row, over all axes. */
function outputsOf({ outputShape }: { outputShape: (number | null)[] }): number {
  return outputShape.reduce<number>((product, side) => product * (side ?? 1), 1);
}

function told({ trainSkill }: Symptoms): string {
  return trainSkill > LEARNED
    ? `it learned all the same: skill ${digits(trainSkill)} on training rows`
    : `skill on training rows ${digits(trainSkill)}`;
}
