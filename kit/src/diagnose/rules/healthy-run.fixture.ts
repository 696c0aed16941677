import type { LayerStatistics, Outcome, Probe, TrainingRun } from '../../train/run';
import type { Look, Rule } from '../finding';
import { readSymptoms } from '../symptoms';

const EPOCHS = 10;
const SAMPLES = 400;

/** What one layer looks like in a training that goes well. */
function layerStatistics(layer: string): LayerStatistics {
  return {
    layer,
    activation: { min: 0, max: 3, mean: 0.5, sd: 0.8 },
    zeros: 0.4,
    deadUnits: 0.05,
    gradientNorm: 0.3,
    weightNorm: 4,
    weightChange: 0.4,
  };
}

/** The record of a training that goes well: two classes, two hidden layers, Adam. `change` puts a symptom into it. */
export function healthyRun(change: (run: TrainingRun) => void = () => undefined): TrainingRun {
  const unit = { min: 0, max: 1, mean: 0.5, sd: 0.3 };
  const features = { count: 64, meanOff: 0.5, sdOff: 0.7, unitRange: 0.2, sdRatio: 1.5 };
  const rows = {
    level: { min: 0.3, max: 0.7, mean: 0.5, sd: 0.1 },
    contrast: { min: 0.2, max: 0.4, mean: 0.28, sd: 0.05 },
    medianContrast: 0.28,
    blank: 0,
    notFinite: 0,
    repeated: 0,
    contradicting: 0,
  };
  const targets = { min: 0, max: 1, mean: 0.5, sd: 0.5, kind: 'labels' as const, width: 1, distinct: 2 };
  const part = (samples: number) => ({
    samples,
    inputShape: [8, 8, 1],
    input: { ...unit },
    classCounts: { 0: samples / 2, 1: samples / 2 },
    targets: { ...targets, neighboursAlike: 0.5, neighboursAlikeByChance: 0.5 },
    features: { ...features },
    rows: structuredClone(rows),
  });
  const names = ['first', 'second', 'last'];
  const falls = (from: number) => Array.from({ length: EPOCHS }, (_, epoch) => from * 0.75 ** epoch);
  const run: TrainingRun = {
    schema: 1,
    engine: 'node',
    batchSize: 16,
    epochs: EPOCHS,
    history: {
      loss: falls(0.6),
      val_loss: falls(0.65),
      acc: falls(0.2).map((v) => 1 - v),
      val_acc: falls(0.25).map((v) => 1 - v),
    },
    rates: Array.from({ length: EPOCHS }, () => 0.003),
    layers: Array.from({ length: EPOCHS }, () => names.map(layerStatistics)),
    data: part(SAMPLES),
    model: {
      layers: [
        { name: 'flat', kind: 'Flatten', outputShape: [null, 64], parameters: 0 },
        { name: 'first', kind: 'Dense', outputShape: [null, 16], activation: 'relu', parameters: 1040 },
        { name: 'second', kind: 'Dense', outputShape: [null, 16], activation: 'relu', parameters: 272 },
        { name: 'last', kind: 'Dense', outputShape: [null, 1], activation: 'sigmoid', parameters: 17 },
      ],
      parameters: 1329,
      optimizer: 'Adam',
      loss: 'binaryCrossentropy',
    },
    asked: { epochs: EPOCHS, shuffle: true },
    initialLoss: 0.7,
    initialLayers: names.map((name) => {
      const { weightChange: _, ...first } = layerStatistics(name);
      return first;
    }),
    initialWeights: [64, 16, 16].map((fanIn, i) => ({
      layer: names[i]!,
      fanIn,
      fanOut: i < 2 ? 16 : 1,
      kernel: { min: -1, max: 1, mean: 0, sd: Math.sqrt(2 / fanIn) },
      unitsAlike: false,
      bias: { min: 0, max: 0, mean: 0, sd: 0 },
    })),
    probes: [0, 1, 2, 3, 4, 6, 9, 10].map(
      (epoch): Probe => ({ epoch, train: outcome(epoch && 0.97), validation: outcome(epoch && 0.95) }),
    ),
    validationData: part(SAMPLES / 2),
    overlap: { exact: 0, near: 0, pooled: { ...features } },
  };
  change(run);
  return run;
}

/** Answers of which a share is right, in both of two classes; 0: always the same answer. */
function outcome(accuracy: number): Outcome {
  return {
    rows: 128,
    loss: accuracy ? 0.1 : 0.7,
    outputs: { min: 0.01, max: 0.99, mean: 0.5, sd: accuracy / 2 },
    clipped: 0,
    accuracy: accuracy || 0.5,
    recall: accuracy ? { 0: accuracy, 1: accuracy } : { 0: 1, 1: 0 },
    predicted: accuracy ? { 0: 0.5, 1: 0.5 } : { 0: 1 },
    sureAccuracy: Math.max(0.5, accuracy),
  };
}

/** Has a run end with these accuracies; 0: it gives every row the same answer. */
export function endWith(run: TrainingRun, train: number, held = train): void {
  Object.assign(run.probes!.at(-1)!, { train: outcome(train), validation: outcome(held) });
  run.history.acc![EPOCHS - 1] = train || 0.5;
  run.history.val_acc![EPOCHS - 1] = held || 0.5;
}

/** Turns the run into a regression under the mean squared error that explains these shares of the spread. */
export function endExplaining(run: TrainingRun, train: number, held: number): void {
  run.model.loss = 'meanSquaredError';
  for (const part of [run.data, run.validationData!]) {
    delete part.classCounts;
    part.targets = { min: -2, max: 2, mean: 0, sd: 1, kind: 'values', width: 1, distinct: 300 };
  }
  const explained = (share: number): Outcome => ({
    rows: 128,
    loss: 1 - share,
    outputs: { min: -2, max: 2, mean: 0, sd: share },
    clipped: 0.5,
  });
  Object.assign(run.probes!.at(-1)!, { train: explained(train), validation: explained(held) });
  for (const name of ['acc', 'val_acc']) delete run.history[name];
}

/** Has the losses stay where they are, at `loss`. */
export function standStill(run: TrainingRun, loss = 0.69): void {
  run.history.loss = run.history.loss!.map(() => loss);
  run.history.val_loss = run.history.val_loss!.map(() => loss);
}

/** Changes what was recorded of a layer, before the first update and at the end of each epoch. */
export function setLayer(
  run: TrainingRun,
  name: string,
  { first, later }: { first?: Partial<LayerStatistics>; later?: Partial<LayerStatistics> },
): void {
  const find = (layers: LayerStatistics[]) => layers.find(({ layer }) => layer === name)!;
  Object.assign(find(run.initialLayers!), first);
  for (const layers of run.layers) Object.assign(find(layers), later);
}

/** Gives hidden layers another activation. */
export function activate(run: TrainingRun, activation: string): void {
  for (const layer of run.model.layers.slice(1, -1)) layer.activation = activation;
}

/** What a rule says of a healthy run with one change: its evidence, or undefined where it is silent. */
export function evidenceOf(rule: Rule, change: (run: TrainingRun) => void): string | undefined {
  const look: Look | undefined = rule.look(readSymptoms(healthyRun(change)));
  return look?.signs.filter(Boolean).join('; ');
}
