import type { Rule } from '../finding';
import { digits } from '../words';

const LARGE = 5;
const SMALL = 0.1;
/**
 * Small weights grow where something comes through: outputs of the last hidden layer spread less, or next to nothing
 * was learned.
 */
const NOTHING = { outputs: 0.005, skill: 0.25 };

/**
 * Symptom: the weights cannot learn from where they start.
 * Statistics: weights that are no finite numbers; units of a layer that are all alike; standard deviation of the kernel next to He's sqrt(2 / fan-in).
 * Threshold: 5 times, or a tenth where that is felt (own choice; He et al., 2015: factors multiply over layers).
 */
export const badInitialization: Rule = {
  fault: 'bad-initialization',
  fix: 'Build the model anew where its weights are NaN: no training mends those. Leave the default initializer, or use heNormal with ReLU and glorotUniform with sigmoid or tanh.',
  lesson: '09-saturation-and-initialization',
  experiment: {
    try: 'the same network with heNormal weights',
    expect: 'the units of a layer differ, and the loss falls',
    change: {
      kind: 'layers',
      config: {
        kernelInitializer: { className: 'HeNormal', config: {} },
        biasInitializer: { className: 'Zeros', config: {} },
      },
    },
  },
  look(s) {
    const none = (s.run.initialWeights ?? []).filter(({ kernel }) => !Number.isFinite(kernel.mean));
    if (none.length > 0)
      return {
        certain: true,
        signs: [
          `${none.length} layer(s) start with weights that are no finite numbers, ${none[0]!.layer} first: an earlier training left them so`,
        ],
      };
    if (!(s.trainSkill < 0.85)) return undefined;
    const starts = (s.run.initialWeights ?? []).filter(({ layer }) =>
      s.hidden.some(({ name }) => name === layer),
    );
    const alike = starts.filter(({ unitsAlike }) => unitsAlike);
    const off = starts.map(({ kernel, fanIn }) => kernel.sd / Math.sqrt(2 / fanIn));
    const large = Math.max(0, ...off);
    const small = Math.min(1, ...off);
    const outputs = s.hidden.at(-1)?.first?.activation;
    const stays = s.trainSkill < NOTHING.skill || (outputs?.sd ?? 0) < NOTHING.outputs;
    if (alike.length === 0 && large < LARGE && !(small < SMALL && stays)) return undefined;
    return {
      signs: [
        alike.length > 0 &&
          `all units of ${alike.length} hidden layer(s) start with the same weights: they stay the same`,
        alike.length === 0 &&
          large > LARGE &&
          `weights start ${digits(large)} times as large as He's sqrt(2 / fan-in)`,
        alike.length === 0 && small < SMALL && `weights start at ${digits(small)} of He's sqrt(2 / fan-in)`,
        outputs &&
          (outputs.sd > 20 || outputs.sd < NOTHING.outputs) &&
          `the last hidden layer's outputs spread by ${digits(outputs.sd)} before the first update`,
        `skill on training rows ${digits(s.trainSkill)}`,
        alike.length > 1 && s.hidden.length === alike.length && 'that is every hidden layer',
      ],
      certain: alike.length > 0,
    };
  },
};
