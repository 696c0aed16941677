import type { Rule } from '../finding';
import type { Symptoms } from '../symptoms';
import { digits, percent } from '../words';

const DROP = 0.75;
/** Noise on the inputs, in their own deviations: above this it has more than twice their variance. */
const NOISE = 1.5;

/**
 * Symptom: training rows are not answered, and what forbids it is the regularizer.
 * Statistics: penalty before the first update next to the loss; norm of the weights that it ate; share that
 * dropout drops.
 * Dropout behind the last layer is structural.
 * Threshold: 5 times the loss, 0.15 of the norm (own calibration), 0.75 (UMLAUT, 2021, warns at 0.5; the bench
 * learns with 0.6); noise of 1.5 deviations of the inputs (own choice).
 */
export const overRegularized: Rule = {
  fault: 'over-regularized',
  fix: 'Weaken it: L2 of 0.0001 to 0.001, dropout of 0.2 to 0.5, none behind the last layer, noise of a tenth of the inputs.',
  lesson: '04-overfitting',
  experiment: {
    try: 'the same training without the regularizer',
    expect: 'training accuracy rises at once',
    change: { kind: 'layers', config: { kernelRegularizer: null }, dropout: 0 },
  },
  look(s) {
    const end = s.run.model.layers.at(-1);
    if (end && /Dropout/.test(end.kind) && end.rate)
      return {
        certain: true,
        signs: [
          `the last layer is ${end.kind}: it drops ${percent(end.rate)} of the answers themselves`,
          s.loss.breaks && 'a row of which it drops all of them has no finite loss',
        ],
      };
    if (!(s.trainSkill < 0.75)) return undefined;
    const factor = Math.max(0, ...s.run.model.layers.map(({ l1 = 0, l2 = 0 }) => l1 + l2));
    const drop = Math.max(
      0,
      ...s.run.model.layers.map(({ rate = 0, kind }) => (/Dropout/.test(kind) ? rate : 0)),
    );
    const penalty = s.start?.penalty ?? 0;
    const ratio = penalty / (s.chanceLoss ?? 1);
    const shrunk = Math.min(1, ...leftOfNorms(s));
    // Factors are recorded of kernels alone; of embeddings and biases the penalty tells.
    const penalizes = factor > 0 || penalty > 0;
    const heavy = penalizes && (ratio > 5 || shrunk < 0.15 || (s.start === undefined && factor > 0.05));
    const noise = noiseOnInputs(s);
    if (!heavy && drop < DROP && !(noise >= NOISE)) return undefined;
    const ending = s.run.probes?.at(-1)?.train.loss;
    return {
      signs: [
        heavy && factor > 0 && `the penalty's factor is ${digits(factor)}`,
        heavy &&
          factor === 0 &&
          `a penalty of ${digits(penalty)} on embeddings or biases adds ${percent(ratio)} of the loss at chance level`,
        heavy && ratio > 5 && `before the first update it is ${digits(ratio)} times the loss at chance level`,
        heavy && shrunk < 0.15 && `it left ${percent(shrunk)} of a layer's norm`,
        drop >= DROP && `dropout drops ${percent(drop)}`,
        drop >= DROP &&
          ending !== undefined &&
          s.loss.last > 1.1 * ending &&
          `loss ${digits(s.loss.last)} while it drops, ${digits(ending)} while it does not`,
        noise >= NOISE && `noise on the inputs is ${digits(noise)} times as large as they`,
        noise >= NOISE &&
          ending !== undefined &&
          s.loss.last > 1.1 * ending &&
          `loss ${digits(s.loss.last)} with the noise, ${digits(ending)} without`,
        `skill on training rows ${digits(s.trainSkill)}`,
        s.saysOneThing && 'every row gets the same answer',
      ],
    };
  },
};

/** Deviation of the noise that is added before the first weights, next to that of the inputs. */
function noiseOnInputs({ run }: Symptoms): number {
  const { layers } = run.model;
  const before = layers.slice(
    0,
    layers.findIndex(({ parameters }) => parameters > 0),
  );
  return Math.max(0, ...before.map(({ stddev = 0 }) => stddev)) / run.data.input.sd;
}

/** Norm of the weights of each hidden layer, embeddings too, at the end over that before the first update. */
function leftOfNorms({ run, last }: Symptoms): number[] {
  const ends = run.layers.at(-1) ?? [];
  return (run.initialLayers ?? []).flatMap(({ layer, weightNorm }) => {
    const end = ends.find((one) => one.layer === layer)?.weightNorm;
    return layer === last?.name || !weightNorm || end === undefined ? [] : [end / weightNorm];
  });
}
