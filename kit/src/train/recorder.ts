import * as tf from '@tensorflow/tfjs';
import { evenly } from './evenly';
import { initialWeights } from './initial-weights';
import { outputOf } from './layer-outputs';
import { LayerProbe } from './layer-statistics';
import { learningRate } from './model-description';
import type { TrainOptions } from './options';
import { outcomeOf, reversedLossOf } from './outcome';
import type { Probe, TrainingRun } from './run';

/** Rows whose gradients and activations are recorded: fewer of a network with many outputs a row. */
const SAMPLE = { most: 32, least: 4, outputs: 2 ** 19 };
/** Rows that are predicted between epochs; four times as many at the end. */
const ASKED = { most: 128, least: 16, outputs: 2 ** 20 };

type Rows = { x: tf.Tensor; y: tf.Tensor };

/** Writes down what happens in one training. `close` frees what it holds. */
export class Recorder {
  private readonly layers: LayerProbe | undefined;
  private readonly sample: Rows | undefined;
  private readonly between: { train: Rows; validation?: Rows } | undefined;
  private asked = 0;

  constructor(
    private readonly model: tf.LayersModel,
    private readonly options: TrainOptions,
    private readonly run: TrainingRun,
  ) {
    if (options.statistics === false) return;
    this.layers = new LayerProbe(model);
    this.sample = firstRows(options, affordable(model, SAMPLE));
    this.between = parts(options, affordable(model, ASKED));
  }

  /** Before the first update. */
  start(): void {
    if (!this.layers) return;
    const { loss, layers } = this.layers.look(this.sample!.x, this.sample!.y);
    Object.assign(this.run, {
      initialLoss: loss,
      initialLayers: layers,
      initialWeights: initialWeights(this.model),
      // Those that have a name are known to compare row by row.
      ...(typeof this.model.loss === 'function'
        ? { reversedLoss: reversedLossOf(this.model, this.between!.train) }
        : {}),
      probes: [],
    });
    this.ask(this.between!);
  }

  callback(): tf.CustomCallbackArgs {
    return {
      onEpochEnd: async (_epoch, logs = {}) => {
        const { run } = this;
        // First in the list: a callback that lowers the rate for the next epoch has not run yet.
        run.rates.push(learningRate(this.model));
        for (const [name, value] of Object.entries(logs)) {
          run.history[name] ??= [];
          run.history[name].push(value);
        }
        if (this.layers) run.layers.push(this.layers.look(this.sample!.x, this.sample!.y).layers);
        run.epochs++;
        // Ever further apart: most happens early, and the last epoch is looked at in any case.
        const gap = Math.max(1, Math.floor(this.asked / 2));
        if (this.between && run.epochs >= this.asked + gap && run.epochs < this.options.epochs)
          this.ask(this.between);
      },
    };
  }

  /** After the last update. */
  end(): void {
    if (!this.between) return;
    const more = parts(this.options, 4 * affordable(this.model, ASKED));
    this.ask(more);
    tf.dispose([more.train, more.validation ?? {}]);
  }

  close(): void {
    this.layers?.close();
    tf.dispose([this.sample ?? {}, this.between?.train ?? {}, this.between?.validation ?? {}]);
  }

  private ask({ train, validation }: { train: Rows; validation?: Rows }): void {
    const { model, run } = this;
    this.asked = run.epochs;
    const outcome = ({ x, y }: Rows, counts: unknown) => outcomeOf(model, x, y, counts !== undefined);
    const probe: Probe = {
      epoch: run.epochs,
      train: outcome(train, run.data.classCounts),
      ...(validation ? { validation: outcome(validation, run.validationData?.classCounts) } : {}),
      ...penaltyOf(model),
    };
    if (run.probes!.at(-1)?.epoch === run.epochs) run.probes!.pop();
    run.probes!.push(probe);
  }
}

/** So many rows that all layers together put out about `outputs` numbers. */
function affordable(
  model: tf.LayersModel,
  { most, least, outputs }: { most: number; least: number; outputs: number },
): number {
  const sizes = model.layers.map((layer) =>
    outputOf(layer).shape.reduce<number>((product, side) => product * (side ?? 1), 1),
  );
  const perRow = sizes.reduce((sum, size) => sum + size, 0);
  return Math.min(most, Math.max(least, Math.floor(outputs / perRow)));
}

function penaltyOf(model: tf.LayersModel): { penalty?: number } {
  const terms = tf.tidy(() => model.calculateLosses());
  if (terms.length === 0) return {};
  const penalty = terms.reduce((sum, term) => sum + term.dataSync()[0]!, 0);
  tf.dispose(terms);
  return { penalty };
}

function parts(options: TrainOptions, most: number): { train: Rows; validation?: Rows } {
  const { validation } = options;
  return {
    train: spreadRows(options, most),
    ...(validation ? { validation: spreadRows(validation, most) } : {}),
  };
}

function firstRows({ x, y }: Rows, most: number): Rows {
  const rows = Math.min(most, x.shape[0]!);
  return { x: tf.slice(x, 0, rows), y: tf.slice(y, 0, rows) };
}

function spreadRows({ x, y }: Rows, most: number): Rows {
  const rows = evenly(x.shape[0]!, most);
  const [index, few] = [tf.tensor1d(rows, 'int32'), rows.length === x.shape[0]];
  // A slice of everything shares its memory.
  const part = few
    ? { x: tf.slice(x, 0), y: tf.slice(y, 0) }
    : { x: tf.gather(x, index), y: tf.gather(y, index) };
  index.dispose();
  return part;
}
