import type { Rule } from '../finding';
import { digits } from '../words';

/**
 * Symptom: the outputs cannot be what the loss needs. Statistic: last activation, number of outputs, number of classes, loss.
 * Structural: softmax over one unit is 1 always; one sigmoid cannot say 2; a cross-entropy needs probabilities.
 */
export const wrongOutputActivation: Rule = {
  fault: 'wrong-output-activation',
  fix: 'Two classes: one sigmoid unit. More: softmax with one unit a class. Numbers: linear.',
  lesson: '08-activation-and-loss',
  experiment: {
    try: 'the same network with the last layer that fits',
    expect: 'the loss before training is log(classes), and it falls',
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
    if (
      classes === 0 &&
      targets &&
      targets.sd > 0 &&
      last.units === 1 &&
      /^(sigmoid|softmax|tanh)$/.test(last.fires) &&
      !s.isCrossEntropy &&
      (targets.max > 1.5 || targets.min < -1.5)
    )
      return {
        certain: true,
        signs: [
          `targets reach from ${digits(targets.min)} to ${digits(targets.max)}, ${last.fires} ends at 1`,
        ],
      };
    if (s.trainSkill > 0.85 || !s.isCrossEntropy) return undefined;
    const fits = /^(sigmoid|hardSigmoid|softmax)$/.test(last.fires);
    if (fits || /logits|sigmoidCrossEntropy|softmaxCrossEntropy/i.test(s.run.model.loss)) return undefined;
    return {
      certain: true,
      signs: [
        `the last layer is ${last.fires}, the loss ${s.run.model.loss} needs probabilities`,
        s.train && `outputs reach from ${digits(s.train.outputs.min)} to ${digits(s.train.outputs.max)}`,
        `skill on training rows ${digits(s.trainSkill)}`,
      ],
    };
  },
};
