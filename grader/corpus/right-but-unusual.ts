import type { Case } from '@unstuck/grader/corpus';
import { q1, q2, RIGHT, stripes } from './case';

const right = (name: string, source: string): Case => q1(name, source, 'pass');
const trains = (name: string, source: string): Case => q2(name, source, 'pass');

export const cases: Case[] = [
  right('right', RIGHT),
  right('prints-ten-megabytes', `for (let i = 0; i < 100; i++) console.log('x'.repeat(1e5));\n${RIGHT}`),
  right('prints-when-called', RIGHT.replace('{', "{ console.log('called with', z, y);")),
  right(
    'warns',
    `console.warn('careful'); console.error('and again'); process.emitWarning('really');\n${RIGHT}`,
  ),
  right(
    'an-arrow-function',
    'const clippedGradient = (z: number, y: number, e = 1e-7) => { const p = 1 / (1 + Math.exp(-z)); return p < e || p > 1 - e ? 0 : p - y; };',
  ),
  right(
    'a-variable',
    'var clippedGradient: any; clippedGradient = function (z: number, y: number, e = 1e-7) { const p = 1 / (1 + Math.exp(-z)); return p < e || p > 1 - e ? 0 : p - y; };',
  ),
  right('exported', RIGHT.replace('function', 'export function')),
  right('async', RIGHT.replace('function', 'async function').replace('): number', '): Promise<number>')),
  right(
    'plain-javascript',
    'function clippedGradient(z, y, e = 1e-7) { const p = 1 / (1 + Math.exp(-z)); return p < e || p > 1 - e ? 0 : p - y; }',
  ),
  right(
    'other-variable-names',
    'function clippedGradient(logit: number, label: number, ε = 1e-7): number { const wahrscheinlichkeit = 1 / (1 + Math.exp(-logit)); return wahrscheinlichkeit < ε || wahrscheinlichkeit > 1 - ε ? 0 : wahrscheinlichkeit - label; }',
  ),
  right(
    'helpers-and-classes',
    `
    class Sigmoid { static of(z: number) { return 1 / (1 + Math.exp(-z)); } }
    const inside = (p: number, e: number) => p >= e && p <= 1 - e;
    function clippedGradient(z: number, y: number, e = 1e-7) { const p = Sigmoid.of(z); return inside(p, e) ? p - y : 0; }`,
  ),
  right(
    'top-level-await',
    `const half = await Promise.resolve(0.5); await new Promise((resolve) => setTimeout(resolve, 50));\n${RIGHT}`,
  ),
  right('imports', `import { strict as assert } from 'node:assert'; assert(true);\n${RIGHT}`),
  right('imports-the-kit', `import { tf as tensorflow } from 'unstuck'; void tensorflow;\n${RIGHT}`),
  right(
    'computed-with-the-engine',
    `
    function clippedGradient(z: number, y: number, e = 1e-7) {
      return tf.tidy(() => { const p = 1 / (1 + Math.exp(-z)); return p < e || p > 1 - e ? 0 : tf.scalar(p).sub(y).dataSync()[0]!; });
    }`,
  ),
  {
    name: 'metadata-cleaned-away-01-unnormalized-input',
    file: (reference) => ({
      ...reference,
      metadata: {},
      cells: reference.cells.map((cell) => ({ ...cell, metadata: {} })),
    }),
    expect: { q1: 'pass', q2: 'pass', q3: 'pass', q4: 'pass' },
  },
  right('gives-minus-zero', RIGHT.replace('? 0', '? -0')),
  right('windows-line-ends', RIGHT.replaceAll('\n', '\r\n')),
  right('tabs-and-a-byte-order-mark', `\ufeff${RIGHT.replaceAll('  ', '\t')}`),
  right(
    'generators-and-enums',
    `enum Side { In, Out }\nfunction* both() { yield Side.In; yield Side.Out; }\nvoid [...both()];\n${RIGHT}`,
  ),
  right(
    'decorations-of-types',
    `type Label = 0 | 1;\ninterface Clip { epsilon: number }\nconst clip = { epsilon: 1e-7 } satisfies Clip;\nvoid clip;\ndeclare const never: Label;\n${RIGHT}`,
  ),
  right(
    'a-thousand-lines',
    `${Array.from({ length: 1000 }, (_, i) => `const unused${i} = ${i};`).join('\n')}\n${RIGHT}`,
  ),
  right(
    'computes-for-two-seconds',
    `const begun = Date.now(); while (Date.now() - begun < 2000) {}\n${RIGHT}`,
  ),
  right(
    'uses-a-temporary-file',
    `const fs = require('fs'); fs.writeFileSync('notes.txt', '1e-7'); const e = Number(fs.readFileSync('notes.txt', 'utf8')); void e;\n${RIGHT}`,
  ),
  right(
    'a-temporary-folder',
    `const { mkdtempSync } = require('fs'); const { tmpdir } = require('os'); mkdtempSync(tmpdir() + '/mine-');\n${RIGHT}`,
  ),
  right(
    'unusual-names-for-globals',
    `const name = 'q1'; const exports_ = 1; const status = 'x'; void [name, exports_, status];\n${RIGHT}`,
  ),
  right(
    'decorators',
    `
    function logged(_: object, _name: string, property: PropertyDescriptor) { return property; }
    class Slope {
      @logged of(z: number, y: number, e = 1e-7) { const p = 1 / (1 + Math.exp(-z)); return p < e || p > 1 - e ? 0 : p - y; }
    }
    const clippedGradient = (z: number, y: number, e?: number) => new Slope().of(z, y, e);`,
  ),
  right(
    'exported-under-its-name',
    `${RIGHT.replace('clippedGradient', 'slope')}\nexport { slope as clippedGradient };`,
  ),
  {
    name: 'measures-with-methods-and-notes',
    lesson: '02-class-imbalance',
    answers: {
      q1: `
      class Measures {
        accuracy: number; recall: number; balancedAccuracy: number; mcc: number; note?: string;
        share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
        constructor([[a, b], [c, d]]: any) {
          this.accuracy = this.share(a + d, a + b + c + d);
          this.recall = this.share(d, c + d);
          this.balancedAccuracy = (this.recall + this.share(a, a + b)) / 2;
          this.mcc = this.share(a * d - b * c, Math.sqrt((a + b) * (c + d) * (a + c) * (b + d)));
          this.note = undefined;
        }
      }
      const measuresOf = (matrix: number[][]) => new Measures(matrix);`,
    },
    expect: { q1: 'pass' },
  },
  {
    name: 'notes-that-are-no-data',
    lesson: '06-scaler-leakage',
    answers: {
      q1: `
      function standardize(train: number[][], heldOut: number[][]) {
        const { mean, variance } = tf.moments(tf.tensor2d(train), 0);
        const deviation = variance.sqrt();
        const safe = tf.where(deviation.equal(0), tf.onesLike(deviation), deviation);
        const scale = (rows: number[][]) => tf.tensor2d(rows).sub(mean).div(safe).arraySync();
        return { train: scale(train), heldOut: scale(heldOut), mean, at: new Date(), rows: BigInt(train.length) };
      }`,
      q3: `
      const diagnosis: any = { A: 'train-test-overlap', B: 'overfitting', C: 'scaler-leakage', seen: new Map() };
      diagnosis.again = diagnosis;`,
    },
    expect: { q1: 'pass', q3: 'pass' },
  },
  {
    name: 'measures-by-getters',
    lesson: '02-class-imbalance',
    answers: {
      q1: `
      class Measures {
        constructor(private readonly a: number, private readonly b: number, private readonly c: number, private readonly d: number) {}
        get accuracy() { return (this.a + this.d) / (this.a + this.b + this.c + this.d); }
        get recall() { return this.d / (this.c + this.d); }
        get balancedAccuracy() { return (this.recall + this.a / (this.a + this.b)) / 2; }
        get mcc() {
          const { a, b, c, d } = this;
          return (a * d - b * c) / (Math.sqrt((a + b) * (c + d) * (a + c) * (b + d)) || 1);
        }
      }
      const measuresOf = ([[a, b], [c, d]]: number[][]) => new Measures(a!, b!, c!, d!);`,
    },
    expect: { q1: 'pass' },
  },
  {
    name: 'names-in-another-spelling',
    answers: {
      q3: `const diagnosis = Promise.resolve({ A: 'Overfitting ', B: 'unnormalized input', C: 'LR-too-high' });`,
    },
    expect: { q3: 'pass' },
  },
  {
    name: 'names-with-dashes-of-a-text-editor',
    answers: {
      q3: `const diagnosis = { A: 'overfitting', B: 'unnormalized\u2011input', C: 'lr\u2013too\u2013high' };`,
    },
    expect: { q3: 'pass' },
  },
  {
    name: 'a-formula-in-signs',
    lesson: '05-augmentation',
    answers: { q3: `const shearDistance = 'd · sin(π·s ÷ √(180²))';` },
    expect: { q3: 'pass' },
  },
  {
    name: 'frees-what-it-is-given',
    lesson: '06-scaler-leakage',
    answers: {
      q2: `
      async function fitPreprocess(train: tf.Tensor4D) {
        const { mean, variance } = tf.moments(train);
        const [m, v] = [(await mean.data())[0]!, (await variance.data())[0]!];
        tf.dispose([train, mean, variance]);
        return (x: tf.Tensor4D) => {
          const scaled = tf.tidy(() => x.sub(m).div(Math.sqrt(v)));
          x.dispose();
          return scaled;
        };
      }
      function buildModel() {
        const model = tf.sequential({ layers: [
          tf.layers.conv2d({ inputShape: [8, 8, 3], filters: 8, kernelSize: 3, activation: 'relu' }),
          tf.layers.maxPooling2d({ poolSize: 2 }),
          tf.layers.flatten(),
          tf.layers.dense({ units: 1, activation: 'sigmoid' }),
        ] });
        model.compile({ optimizer: tf.train.adam(0.01), loss: 'binaryCrossentropy' });
        return model;
      }`,
    },
    expect: { q2: 'pass' },
  },
  {
    name: 'a-part-that-throws-beside-what-is-asked-for',
    answers: {
      q3: `
      const diagnosis = {
        A: 'overfitting', B: 'unnormalized-input', C: 'lr-too-high',
        get D(): string { throw new Error('There is no curve D.'); },
      };`,
    },
    expect: { q3: 'pass' },
  },
  {
    name: 'a-formula-in-lines',
    answers: { q4: 'const lossOfLogit = `\n  ln(1 + e ** z)\n    − y z;\n`;' },
    expect: { q4: 'pass' },
  },
  {
    name: 'a-formula-that-multiplies-by-brackets',
    lesson: '10-data-quality',
    answers: { q4: `const reportedAccuracy = 'R = a - a q + q(1 - a) / (k - 1)';` },
    expect: { q4: 'pass' },
  },
  trains('trains-as-shown', stripes()),
  trains('another-optimizer', stripes({ optimizer: 'tf.train.adam(0.003)' })),
  trains('scaled-to-both-sides', stripes({ preprocess: 'return x.div(127.5).sub(1);' })),
  trains(
    'deeper',
    stripes().replace(
      'tf.layers.flatten(),',
      "tf.layers.flatten(), tf.layers.dense({ units: 32, activation: 'relu' }),",
    ),
  ),
  trains('smaller', stripes({ optimizer: 'tf.train.adam(0.01)' }).replace('filters: 16', 'filters: 8')),
  trains(
    'functional-model',
    `
    function preprocess(x: tf.Tensor4D): tf.Tensor4D { return x.div(255); }
    function buildModel(): tf.LayersModel {
      const input = tf.input({ shape: [16, 16, 3] });
      let h = tf.layers.conv2d({ filters: 8, kernelSize: 3, activation: 'relu' }).apply(input) as tf.SymbolicTensor;
      h = tf.layers.maxPooling2d({ poolSize: 2 }).apply(h) as tf.SymbolicTensor;
      h = tf.layers.conv2d({ filters: 16, kernelSize: 3, activation: 'relu' }).apply(h) as tf.SymbolicTensor;
      h = tf.layers.maxPooling2d({ poolSize: 2 }).apply(h) as tf.SymbolicTensor;
      h = tf.layers.flatten().apply(h) as tf.SymbolicTensor;
      const model = tf.model({ inputs: input, outputs: tf.layers.dense({ units: 1, activation: 'sigmoid' }).apply(h) as tf.SymbolicTensor });
      model.compile({ optimizer: tf.train.momentum(0.01, 0.9), loss: 'binaryCrossentropy' });
      return model;
    }`,
  ),
  trains('leaks-tensors', stripes({ preprocess: 'const kept = tf.keep(x.div(255)); return kept;' })),
  trains(
    'a-scaling-layer-of-its-own',
    `
    class Shrink extends tf.layers.Layer {
      static className = 'ShrinkOfMine';
      override call(x: tf.Tensor | tf.Tensor[]) { return tf.tidy(() => (Array.isArray(x) ? x[0]! : x).div(255)); }
      override computeOutputShape(shape: tf.Shape) { return shape; }
    }
    ${stripes({ preprocess: 'return x;', optimizer: 'tf.train.momentum(0.01, 0.9)' }).replace(
      'tf.layers.conv2d({ inputShape: [16, 16, 3],',
      'new Shrink({ inputShape: [16, 16, 3] } as never), tf.layers.conv2d({',
    )}`,
  ),
];
