import type { Case } from '@unstuck/grader/corpus';

/** The right answer to question 1 of lesson 1. */
export const RIGHT = `
function clippedGradient(z: number, y: number, epsilon = 1e-7): number {
  const p = 1 / (1 + Math.exp(-z));
  return p < epsilon || p > 1 - epsilon ? 0 : p - y;
}`;

/** A wrong one. */
export const WRONG = 'function clippedGradient(z: number, y: number): number { return 1; }';

/** A submission that answers question 1 of lesson 1 alone. */
export function q1(name: string, source: string, reason: string): Case {
  return { name, answers: { q1: source }, expect: { q1: reason } };
}

/**
 * A cell that tries something forbidden and then answers: rightly where the attempt failed, wrongly where it gave
 * anything. So it gets its points exactly where the attempt is harmless.
 */
export function attempt(name: string, code: string): Case {
  return q1(
    name,
    `
    let got: unknown;
    try { got = await (async () => { ${code} })(); } catch {}
    function clippedGradient(z: number, y: number, epsilon = 1e-7): number {
      if (got !== undefined) return 42;
      const p = 1 / (1 + Math.exp(-z));
      return p < epsilon || p > 1 - epsilon ? 0 : p - y;
    }`,
    'pass',
  );
}

const CNN = `
    tf.layers.conv2d({ inputShape: [16, 16, 3], filters: 8, kernelSize: 3, activation: 'relu' }),
    tf.layers.maxPooling2d({ poolSize: 2 }),
    tf.layers.conv2d({ filters: 16, kernelSize: 3, activation: 'relu' }),
    tf.layers.maxPooling2d({ poolSize: 2 }),
    tf.layers.flatten(),
    tf.layers.dense({ units: 1, activation: 'sigmoid' }),`;

/** Soon trained, where what it learns does not matter. */
export const ONE_UNIT = `
    tf.layers.flatten({ inputShape: [16, 16, 3] }),
    tf.layers.dense({ units: 1, activation: 'sigmoid' }),`;

/** A network for the stripes of lesson 1, and pixels brought to 0 to 1. */
export function stripes({
  layers = CNN,
  preprocess = 'return x.div(255);',
  before = '',
  after = 'return model;',
  optimizer = 'tf.train.momentum(0.01, 0.9)',
}: {
  layers?: string;
  preprocess?: string;
  before?: string;
  after?: string;
  optimizer?: string;
} = {}): string {
  return `
${before}
function preprocess(x: tf.Tensor4D): tf.Tensor4D { ${preprocess} }
async function buildModel(): Promise<tf.LayersModel> {
  const model = tf.sequential({ layers: [${layers}
  ] });
  model.compile({ optimizer: ${optimizer}, loss: 'binaryCrossentropy', metrics: ['accuracy'] });
  ${after}
}`;
}

/** A submission that answers question 2 of lesson 1 alone: the training to mend. */
export function q2(name: string, source: string, reason: string): Case {
  return { name, answers: { q2: source }, expect: { q2: reason } };
}
