import type { Rule } from '../finding';
import type { Symptoms } from '../symptoms';
import { digits, percent } from '../words';

const DROP = 0.75;
/** Noise over the spread of what it is added to. */
const NOISE = 1;

/**
 * Symptom: training rows are not answered, and what forbids it is the regularizer.
 * Statistics: penalty before the first update next to the loss; norm of the weights that it ate; share that
 * dropout drops; noise next to the spread of what it is added to.
 * Dropout behind the last layer is structural.
 * Threshold: 5 times the loss, 0.15 of the norm (own calibration), 0.75 (UMLAUT, 2021, warns at 0.5; the bench
 * learns with 0.6), noise as large as the spread (own calibration: spirals are learned with half of it, and not with all
 * of it).
 */
export const overRegularized: Rule = {
  fault: 'over-regularized',
  fix: 'Weaken it: L2 of 0.0001 to 0.001, dropout of 0.2 to 0.5 and none behind the last layer, noise of a tenth of what it is added to.',
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
    const noise = Math.max(0, ...noises(s));
    if (!heavy && drop < DROP && noise < NOISE) return undefined;
    const isNoisy = drop >= DROP || noise >= NOISE;
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
        noise >= NOISE && `the noise is ${digits(noise)} times the spread of what it is added to`,
        isNoisy &&
          ending !== undefined &&
          s.loss.last > 1.1 * ending &&
          `loss ${digits(s.loss.last)} in training, ${digits(ending)} on the same rows without it`,
        `skill on training rows ${digits(s.trainSkill)}`,
        s.saysOneThing && 'every row gets the same answer',
      ],
    };
  },
};

/** Norm of the weights of each hidden layer, embeddings too, at the end over that before the first update. */
function leftOfNorms({ run, last }: Symptoms): number[] {
  const ends = run.layers.at(-1) ?? [];
  return (run.initialLayers ?? []).flatMap(({ layer, weightNorm }) => {
    const end = ends.find((one) => one.layer === layer)?.weightNorm;
    return layer === last?.name || !weightNorm || end === undefined ? [] : [end / weightNorm];
  });
}

/** Deviation of each layer of noise over the spread of what comes to it: the inputs, or a layer's outputs. */
function noises({ run }: Symptoms): number[] {
  const spreads = new Map(run.layers.at(-1)?.map(({ layer, activation }) => [layer, activation.sd]));
  let spread = run.data.input.sd;
  return run.model.layers.flatMap(({ name, stddev }) => {
    const noise = stddev === undefined ? [] : [stddev / spread];
    spread = spreads.get(name) ?? spread;
    return noise;
  });
}
