import type { Case } from '@unstuck/grader/corpus';
import { ONE_UNIT, q2, stripes } from './case';

/** The direction of stripes from the pixels alone, without learning: how much rows differ, how much columns do. */
const RULE = `
const byRule = (x: tf.Tensor4D): tf.Tensor2D => tf.tidy(() => {
  const grey = x.mean(3);
  const down = grey.slice([0, 1, 0]).sub(grey.slice([0, 0, 0], [-1, 15, -1])).square().mean([1, 2]);
  const across = grey.slice([0, 0, 1]).sub(grey.slice([0, 0, 0], [-1, -1, 15])).square().mean([1, 2]);
  return down.greater(across).toFloat().reshape([-1, 1]) as tf.Tensor2D;
});`;

/** A model whose predictions come from elsewhere. */
const predicting = (predict: string) =>
  stripes({ layers: ONE_UNIT, after: `(model as any).predict = ${predict}; return model;` });

const constant = (value: string) => predicting(`(x: tf.Tensor) => tf.fill([x.shape[0]!, 1], ${value})`);

const levels = (fit: string) => `
${fit}
function buildModel(): tf.LayersModel {
  const model = tf.sequential({ layers: [
    tf.layers.conv2d({ inputShape: [8, 8, 3], filters: 8, kernelSize: 3, activation: 'relu' }),
    tf.layers.maxPooling2d({ poolSize: 2 }),
    tf.layers.flatten(),
    tf.layers.dense({ units: 1, activation: 'sigmoid' }),
  ] });
  model.compile({ optimizer: tf.train.adam(0.01), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
  return model;
}`;

const scaler = (name: string, source: string, reason: string): Case => ({
  name,
  lesson: '06-scaler-leakage',
  answers: { q2: levels(source) },
  expect: { q2: reason },
});

const LEAKS = 'leakage';

export const cases: Case[] = [
  q2('predicts-the-majority', constant('1'), 'no-convergence | constant-predictions'),
  q2('predicts-a-half', constant('0.5'), 'no-convergence | constant-predictions'),
  q2('predicts-nan', constant('NaN'), 'nan-predictions'),
  q2('predicts-infinity', constant('Infinity'), 'infinite-predictions'),
  q2('predicts-two', constant('2'), 'not-probabilities'),
  q2('predicts-less-than-zero', constant('-0.2'), 'not-probabilities'),
  q2(
    'predicts-logits',
    stripes().replace("units: 1, activation: 'sigmoid'", 'units: 1'),
    'not-probabilities | no-convergence | nan-predictions',
  ),
  q2(
    'predicts-two-columns',
    stripes().replace("units: 1, activation: 'sigmoid'", "units: 2, activation: 'softmax'"),
    'throws | wrong-shape',
  ),
  q2('predicts-one-row', predicting('() => tf.ones([1, 1])'), 'wrong-shape'),
  q2('predicts-no-tensor', predicting('() => [[1]]'), 'wrong-type'),
  q2(
    'predicts-booleans',
    stripes({
      after: `const p = model.predict.bind(model); (model as any).predict = (x: tf.Tensor) => (p(x) as tf.Tensor).greater(0.5); return model;`,
    }),
    'wrong-dtype',
  ),
  q2(
    'predicts-strings',
    predicting("(x: tf.Tensor) => tf.fill([x.shape[0]!, 1], '1', 'string')"),
    'wrong-dtype',
  ),
  q2(
    'a-rule-in-place-of-learning',
    `${RULE}\n${stripes({ after: `(model as any).predict = byRule; return model;` })}`,
    'not-learned | no-convergence | no-generalization | not-trained',
  ),
  q2(
    'a-rule-and-weights-that-pass-it-on',
    `${RULE}
    function preprocess(x: tf.Tensor4D) { return byRule(x); }
    function buildModel() {
      const model = tf.sequential({ layers: [tf.layers.dense({ inputShape: [1], units: 1, activation: 'sigmoid', trainable: false, weights: [tf.tensor2d([[20]]), tf.tensor1d([-10])] })] });
      model.compile({ optimizer: 'sgd', loss: 'binaryCrossentropy' });
      return model;
    }`,
    'not-learned | no-convergence | no-generalization | throws | not-trained',
  ),
  q2(
    // No control tells it from a feature made by hand whose weight is learned: README, "What the grader promises".
    'a-rule-whose-direction-is-learned',
    `${RULE}
    function preprocess(x: tf.Tensor4D) { return byRule(x); }
    function buildModel() {
      const model = tf.sequential({ layers: [tf.layers.dense({ inputShape: [1], units: 1, activation: 'sigmoid' })] });
      model.compile({ optimizer: tf.train.adam(0.2), loss: 'binaryCrossentropy' });
      return model;
    }`,
    'pass',
  ),
  q2(
    'trains-longer-than-the-budget',
    stripes({
      after: `const fit = model.fit.bind(model); (model as any).fit = (x: any, y: any, options: any) => fit(x, y, { ...options, epochs: 60 }); return model;`,
      optimizer: 'tf.train.sgd(0.01)',
    }),
    'over-budget',
  ),
  q2(
    'a-loop-beside-fit',
    stripes({
      optimizer: 'tf.train.sgd(0.003)',
      after: `
      const fit = model.fit.bind(model);
      (model as any).fit = async (x: tf.Tensor, y: tf.Tensor, options: any) => {
        const more = tf.train.adam(0.01);
        for (let i = 0; i < 400; i++) more.minimize(() => tf.losses.sigmoidCrossEntropy(y, (model.apply(x) as tf.Tensor).clipByValue(1e-6, 1 - 1e-6)) as tf.Scalar);
        return fit(x, y, options);
      };
      return model;`,
    }),
    'over-budget | infinite-loop',
  ),
  q2(
    'trains-on-the-held-out-rows',
    `const seen: tf.Tensor4D[] = [];
    ${stripes({ preprocess: 'seen.push(tf.keep(x.clone())); return x.div(255);' })}`,
    'pass',
  ),
  q2(
    'remembers-the-training-rows',
    `const known = new Map<string, number>();
    const key = (x: tf.Tensor, i: number) => Array.from(x.slice([i], [1]).dataSync().slice(0, 20)).map((v) => v.toFixed(4)).join();
    ${stripes({
      preprocess: 'return x;',
      after: `
      const fit = model.fit.bind(model);
      (model as any).fit = async (x: tf.Tensor, y: tf.Tensor, options: any) => { const labels = y.dataSync(); for (let i = 0; i < x.shape[0]!; i++) known.set(key(x, i), labels[i]!); return fit(x, y, options); };
      (model as any).predict = (x: tf.Tensor) => tf.tensor2d(Array.from({ length: x.shape[0]! }, (_, i) => known.get(key(x, i)) ?? 0.5), [x.shape[0]!, 1]);
      return model;`,
    })}`,
    'no-generalization | constant-predictions',
  ),
  scaler(
    'scaler-fitted-again-on-the-test-rows',
    'function fitPreprocess() { return (x: tf.Tensor4D) => { const { mean, variance } = tf.moments(x); return x.sub(mean).div(variance.sqrt()); }; }',
    LEAKS,
  ),
  q2(
    'scaler-fitted-on-the-first-rows-after-the-training-rows',
    stripes({
      before: 'let calls = 0; let mean: tf.Tensor; let sd: tf.Tensor;',
      preprocess: `
      if (++calls <= 2) {
        const found = tf.moments(x);
        [mean, sd] = [tf.keep(found.mean), tf.keep(found.variance.sqrt())];
      }
      return x.sub(mean).div(sd);`,
    }),
    LEAKS,
  ),
  scaler(
    'scaler-fitted-on-each-image',
    'function fitPreprocess() { return (x: tf.Tensor4D) => { const { mean, variance } = tf.moments(x, [1, 2, 3], true); return x.sub(mean).div(variance.sqrt()); }; }',
    'leakage | no-convergence',
  ),
  scaler(
    'scaler-that-goes-by-the-number-of-rows',
    'function fitPreprocess() { return (x: tf.Tensor4D) => x.shape[0] === 400 ? x.sub(128).div(32) : x.sub(x.mean()).div(32); }',
    'pass | leakage',
  ),
  {
    name: 'resampled-with-noise-in-place-of-copies',
    lesson: '03-resampling',
    answers: {
      q2: `
      function preprocess(x: tf.Tensor2D) { return x.sub(110).div(40); }
      function resample(x: tf.Tensor2D, y: tf.Tensor2D) { return { x: x.add(tf.randomNormal(x.shape as [number, number], 0, 0.3)), y }; }
      function buildModel() {
        const model = tf.sequential({ layers: [tf.layers.dense({ inputShape: [2], units: 16, activation: 'relu' }), tf.layers.dense({ units: 16, activation: 'relu' }), tf.layers.dense({ units: 1, activation: 'sigmoid' })] });
        model.compile({ optimizer: tf.train.adam(0.005), loss: 'binaryCrossentropy' });
        return model;
      }`,
    },
    expect: { q2: 'no-generalization' },
  },
];
