/**
 * The four networks of question 3: stripes, nine layers, each with one fault of its own.
 * `npx unstuck dev claim 09-diagnosis-curves` measures them; the lesson holds the numbers, rounded.
 */
import { writeFileSync } from 'node:fs';
import { datasets, ready, seed, tf, toTensor, train } from 'unstuck';

const EPOCHS = 12;
const SEED = 3;
const PER_CLASS = 100;

interface Fault {
  fault: string;
  activation: 'relu' | 'sigmoid';
  /** Standard deviation of the initial weights, as a multiple of He's. */
  timesHe: number;
  optimizer: () => tf.Optimizer;
}

const adam = (rate: number) => () => tf.train.adam(rate);

const FAULTS: Record<'A' | 'B' | 'C' | 'D', Fault> = {
  A: { fault: 'lr-too-low', activation: 'relu', timesHe: 1, optimizer: adam(0.00002) },
  B: { fault: 'exploding-gradient', activation: 'relu', timesHe: 4, optimizer: adam(0.003) },
  C: { fault: 'vanishing-gradient', activation: 'sigmoid', timesHe: 0.7, optimizer: adam(0.003) },
  D: { fault: 'dying-relu', activation: 'relu', timesHe: 1, optimizer: adam(0.1) },
};

interface Measured {
  history: Record<string, number[]>;
  /** L2 norm of the gradient of each layer with weights, at the end. */
  gradients: number[];
  /** Share of zeros in its outputs. */
  zeros: number[];
}

/** Trains the four and writes what was measured, three digits each, to `file`. */
export async function measure(file: string, report: (line: string) => void): Promise<void> {
  await ready();
  const curves: Record<string, object> = {};
  for (const [name, fault] of Object.entries(FAULTS)) {
    const measured = await trainOnce(fault);
    curves[name] = { fault: fault.fault, ...measured };
    report(`${name} ${fault.fault}: ${JSON.stringify(measured)}`);
  }
  writeFileSync(file, `${JSON.stringify(curves, null, 1)}\n`);
}

async function trainOnce(fault: Fault): Promise<Measured> {
  const stripes = datasets.gratings({ seed: SEED, perClass: PER_CLASS });
  const x = tf.tidy(() => toTensor(stripes.x).sub(127.5).div(64));
  const y = toTensor(stripes.y);
  seed(SEED);
  const model = network(fault);
  const run = await train(model, { x, y, epochs: EPOCHS, seed: SEED });
  model.dispose();
  tf.dispose([x, y]);
  const layers = run.layers.at(-1)!.filter(({ gradientNorm }) => gradientNorm !== undefined);
  return {
    history: Object.fromEntries(
      [
        ['loss', 'loss'],
        ['acc', 'onLogitAccuracy'],
      ].map(([name, key]) => [name, run.history[key!]!.map(digits3)]),
    ),
    gradients: layers.map(({ gradientNorm }) => digits3(gradientNorm!)),
    zeros: layers.map(({ zeros }) => digits3(zeros)),
  };
}

function digits3(value: number): number {
  return Number(value.toPrecision(3));
}

function network({ activation, timesHe, optimizer }: Fault): tf.LayersModel {
  const hidden = (fanIn: number) => ({
    activation,
    kernelInitializer: tf.initializers.randomNormal({ mean: 0, stddev: timesHe * Math.sqrt(2 / fanIn) }),
  });
  const model = tf.sequential();
  model.add(tf.layers.conv2d({ inputShape: [16, 16, 3], filters: 8, kernelSize: 3, ...hidden(27) }));
  model.add(tf.layers.maxPooling2d({ poolSize: 2 }));
  model.add(tf.layers.conv2d({ filters: 8, kernelSize: 3, ...hidden(72) }));
  model.add(tf.layers.maxPooling2d({ poolSize: 2 }));
  model.add(tf.layers.flatten());
  for (let i = 0; i < 6; i++) model.add(tf.layers.dense({ units: 16, ...hidden(i === 0 ? 32 : 16) }));
  model.add(tf.layers.dense({ units: 1 }));
  model.compile({ optimizer: optimizer(), loss: onLogit, metrics: [onLogitAccuracy] });
  return model;
}

function onLogit(yTrue: tf.Tensor, z: tf.Tensor): tf.Tensor {
  return tf.losses.sigmoidCrossEntropy(yTrue, z);
}

/** Share of the logits on the right side of 0. */
function onLogitAccuracy(yTrue: tf.Tensor, z: tf.Tensor): tf.Tensor {
  return z.greater(0).toFloat().equal(yTrue).toFloat().mean();
}

/** Draws the measurements as the lesson's cell holds them. */
export function render(results: unknown): string {
  const curves = results as Record<string, Measured>;
  return Object.entries(curves)
    .map(
      ([name, { history, gradients, zeros }]) => `${name}: ${JSON.stringify({ history, gradients, zeros })}`,
    )
    .join('\n');
}
