import type {
  DataStatistics,
  LayerDescription,
  LayerStatistics,
  Outcome,
  Probe,
  Summary,
  TargetStatistics,
  TrainingRun,
} from '../train/run';
import { areCounts } from './counts';
import { type Curve, curveOf } from './curve';
import { MEAN_ERROR } from './loss-names';
import { median } from './median';

/** What the rules look at: read off a run once, with a name each. What an older run lacks is undefined. */
export interface Symptoms {
  run: TrainingRun;
  /** Classes of the training rows; 0 for a regression. */
  classes: number;
  /** Share of the rarest and of the most frequent class. */
  rarest: number;
  commonest: number;
  train: Outcome | undefined;
  validation: Outcome | undefined;
  start: Probe | undefined;
  /** Accuracy at the end, dropout off where that was recorded. */
  trainAccuracy: number | undefined;
  validationAccuracy: number | undefined;
  /**
   * How much better than chance, in [0, 1]: mean recall over classes, 0 for a constant answer; of a regression, the
   * share of the spread explained.
   */
  trainSkill: number;
  validationSkill: number | undefined;
  loss: Curve;
  /** The loss breaks although inputs and targets are finite numbers. */
  breaks: boolean;
  /** Gradient norms of layers with a kernel before the first update; where that was not recorded, at the end. */
  firstGradients: number[];
  /** Before the first update the loss has no finite gradient. */
  startsWithoutGradient: boolean;
  validationLoss: Curve | undefined;
  /** Loss of the best constant answer under a cross-entropy; undefined for other losses. */
  constantLoss: number | undefined;
  /** The same, of a mean error too: what an answer that looks at no row costs. */
  chanceLoss: number | undefined;
  /** Whether one class is said of nearly every row. */
  saysOneThing: boolean;
  updatesPerEpoch: number;
  updates: number;
  /** Layers with a kernel, with their activation, even where that is a layer of its own. */
  kernels: Kernel[];
  hidden: Kernel[];
  last: Kernel | undefined;
  isCrossEntropy: boolean;
  isMeanError: boolean;
  /** A loss, or a last activation, for numbers from 0 to 1. */
  isCrossEntropyOrBounded: boolean;
  adaptive: boolean;
  /** Largest rate in force. */
  rate: number;
  /** The highest that is usual with such an optimizer. */
  usualRate: number;
  normalizes: boolean;
  /** The first weights are a table of embeddings: inputs are places in it. */
  embeds: boolean;
  /** Inputs are 0 and 1 alone: drawings in black and white, categories. */
  binaryInput: boolean;
  /** L2 norm of a layer's change in an epoch over that of its weights: the median over hidden layers, by epoch. */
  changes: number[];
}

/** A layer with weights that multiply. */
interface Kernel extends LayerDescription {
  units: number;
  fires: string;
  first?: LayerStatistics | undefined;
  final?: LayerStatistics | undefined;
}

const CROSS_ENTROPY = /crossentropy|logloss/i;
/** Rates above these are unusual. */
const HIGH = { adaptive: 0.04, plain: 0.5 };

/** Reads a run. */
export function readSymptoms(run: TrainingRun): Symptoms {
  const counts = Object.values(run.data.classCounts ?? {});
  const total = counts.reduce((sum, count) => sum + count, 0);
  const probes = run.probes ?? [];
  const end = probes.at(-1);
  const kernels = readKernels(run);
  const classes = isRegression(run, kernels.at(-1)) ? 0 : counts.length;
  const updatesPerEpoch = Math.ceil(run.data.samples / run.batchSize);
  const train = end?.train;
  const validation = end?.validation;
  const trainAccuracy = train?.accuracy ?? lastOf(run, 'acc');
  // tfjs' own accuracy takes labels for 0 or 1.
  const hasSigns = (run.data.targets?.min ?? 0) < 0;
  const validationAccuracy =
    (hasSigns ? validation?.accuracy : undefined) ?? lastOf(run, 'val_acc') ?? validation?.accuracy;
  const commonest = classes ? Math.max(...counts) / total : 1;
  const constantLoss = classes > 1 && CROSS_ENTROPY.test(run.model.loss) ? entropy(counts, total) : undefined;
  const errorByChance = constantError(run.model.loss, run.data.targets);
  const loss = curveOf(run.history.loss ?? []);
  const adaptive = /adam|rmsprop|adagrad|adadelta/i.test(run.model.optimizer);
  return {
    run,
    classes,
    rarest: classes ? Math.min(...counts) / total : 1,
    commonest,
    train,
    validation,
    start: probes[0]?.epoch === 0 ? probes[0] : undefined,
    trainAccuracy,
    validationAccuracy,
    trainSkill: skillOf(
      train,
      trainAccuracy,
      classes,
      commonest,
      explainedBy(run.model.loss, run.data.targets),
    ),
    validationSkill:
      validation || validationAccuracy !== undefined
        ? skillOf(
            validation,
            validationAccuracy,
            classes,
            commonest,
            explainedBy(run.model.loss, run.validationData?.targets),
          )
        : undefined,
    loss,
    breaks: loss.breaks && areFinite(run.data),
    firstGradients: kernels.map(({ first, final }) => first?.gradientNorm ?? final?.gradientNorm ?? 0),
    // JSON carries NaN and Infinity as null.
    startsWithoutGradient: (run.initialLayers ?? []).some(
      ({ gradientNorm }) => gradientNorm !== undefined && !Number.isFinite(gradientNorm),
    ),
    validationLoss: run.history.val_loss ? curveOf(run.history.val_loss) : undefined,
    constantLoss,
    chanceLoss: constantLoss ?? errorByChance,
    saysOneThing: Math.max(0, ...Object.values(train?.predicted ?? {})) > 0.97,
    updatesPerEpoch,
    updates: updatesPerEpoch * run.epochs,
    kernels,
    hidden: kernels.slice(0, -1),
    last: kernels.at(-1),
    isCrossEntropy: CROSS_ENTROPY.test(run.model.loss),
    isCrossEntropyOrBounded:
      CROSS_ENTROPY.test(run.model.loss) || /sigmoid|softmax/i.test(kernels.at(-1)?.fires ?? ''),
    isMeanError: MEAN_ERROR.test(run.model.loss),
    adaptive,
    rate: Math.max(...run.rates.filter(Number.isFinite), 0),
    usualRate: adaptive ? HIGH.adaptive : HIGH.plain,
    normalizes: normalizesEarly(run.model.layers),
    embeds: run.model.layers.find(({ parameters }) => parameters > 0)?.kind === 'Embedding',
    binaryInput: isBinary(run.data.input),
    changes: run.layers.map((layers) =>
      median(layers.map(relativeChange).filter((change) => change !== undefined)),
    ),
  };
}

/** Targets that are no classes, or whole numbers that are too many for it, or counts of something. */
function isRegression(run: TrainingRun, last: Kernel | undefined): boolean {
  const classes = Object.keys(run.data.classCounts ?? {}).length;
  return classes < 2 || classes > Math.max(30, run.data.samples / 4) || areCounts(run, last);
}

/** Whether all inputs and targets are finite numbers, as far as was recorded. */
function areFinite({ rows, targets }: DataStatistics): boolean {
  return !rows?.notFinite && (!targets || Number.isFinite(targets.mean));
}

function skillOf(
  outcome: Outcome | undefined,
  accuracy: number | undefined,
  classes: number,
  commonest: number,
  explained: ((loss: number) => number) | undefined,
): number {
  if (classes > 1) {
    const recalls = Object.values(outcome?.recall ?? {});
    if (recalls.length > 1) {
      const balanced = recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length;
      return Math.max(0, (balanced - 1 / recalls.length) / (1 - 1 / recalls.length));
    }
    if (accuracy === undefined) return Number.NaN;
    return Math.max(0, (accuracy - commonest) / (1 - commonest));
  }
  if (!outcome || !explained) return Number.NaN;
  return Number.isFinite(outcome.loss) ? Math.max(0, explained(outcome.loss)) : 0;
}

/** Of a loss, the share of the targets' variance that is explained; distances are squared for it, as variances are. */
function explainedBy(
  loss: string,
  targets: TargetStatistics | undefined,
): ((loss: number) => number) | undefined {
  const constant = constantError(loss, targets);
  const power = /absolute|^mae$/i.test(loss) ? 2 : 1;
  return constant ? (value) => 1 - (value / constant) ** power : undefined;
}

/**
 * About the loss of the best constant answer to targets that are no classes; undefined for a loss whose least is
 * unknown.
 */
function constantError(loss: string, targets: TargetStatistics | undefined): number | undefined {
  if (!targets) return undefined;
  const { sd, mean } = targets;
  if (/meanSquaredError|^mse$/i.test(loss)) return sd ** 2;
  // Of a normal distribution.
  if (/meanAbsoluteError|^mae$/i.test(loss)) return sd * Math.sqrt(2 / Math.PI);
  // Several labels a row, each 0 or 1.
  if (/binaryCrossentropy/i.test(loss) && targets.kind === 'one-hot' && mean > 0 && mean < 1)
    return -mean * Math.log(mean) - (1 - mean) * Math.log(1 - mean);
  return undefined;
}

function readKernels(run: TrainingRun): Kernel[] {
  const { layers } = run.model;
  return layers.flatMap((layer, i) => {
    const units = layer.outputShape[layer.outputShape.length - 1] ?? 0;
    const multiplies = layer.parameters > 0 && !/Normalization|Embedding/.test(layer.kind);
    if (!multiplies) return [];
    const find = (list: LayerStatistics[] | undefined) => list?.find((one) => one.layer === layer.name);
    return [
      {
        ...layer,
        units,
        fires: activationAfter(layers, i),
        first: find(run.initialLayers),
        final: find(run.layers.at(-1)),
      },
    ];
  });
}

/** The layer's own activation, or that of an activation layer between it and the next weights. */
function activationAfter(layers: LayerDescription[], at: number): string {
  const own = layers[at]!.activation;
  if (own && own !== 'linear') return own;
  for (const layer of layers.slice(at + 1)) {
    if (layer.kind === 'Activation' && layer.activation) return layer.activation;
    if (/^(ReLU|LeakyReLU|ELU|PReLU|Softmax)$/.test(layer.kind)) return layer.kind.toLowerCase();
    if (layer.parameters > 0 && !/Normalization/.test(layer.kind)) break;
  }
  return 'linear';
}

/** Of numbers that are 0 or 1 the variance is mean (1 - mean). */
function isBinary({ mean, sd }: Summary): boolean {
  return Math.abs(mean * (1 - mean) - sd ** 2) < 0.02;
}

/** Whether inputs are scaled before, or right after, the first weights. */
function normalizesEarly(layers: LayerDescription[]): boolean {
  const first = layers.findIndex((layer) => layer.parameters > 0);
  return layers.slice(0, first + 2).some((layer) => /Normalization|Rescaling/.test(layer.kind));
}

function relativeChange({ weightChange, weightNorm }: LayerStatistics): number | undefined {
  return weightChange === undefined || !weightNorm ? undefined : weightChange / weightNorm;
}

function entropy(counts: number[], total: number): number {
  return -counts.reduce((sum, count) => sum + (count / total) * Math.log(count / total), 0);
}

function lastOf(run: TrainingRun, name: string): number | undefined {
  return run.history[name]?.at(-1) ?? undefined;
}
