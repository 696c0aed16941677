import type * as tf from '@tensorflow/tfjs';
import { CompiledStep } from './compiled-step';
import { type GraphOptimizer, graphOptimizer } from './optimizers';
import { present, type Step, StepRecorder } from './step';
import { type CompiledModel, FLOAT, type NodeBackend, type TrainFunction } from './tfjs';

type Batch = Parameters<TrainFunction>[0];

/** Steps with batches of one shape before they are worth a graph: making one costs as much as some 15 steps. */
const WORTH_A_GRAPH = 8;
/** The same where there is a graph already: what is left of the rows makes a smaller batch once an epoch. */
const WORTH_ANOTHER = 2;

type Kind = 'train' | 'test';

/** One model's steps of training and of evaluation: as tfjs makes them at first, as graphs once they repeat. */
export class Program {
  /** Why steps are made without a graph after all. */
  readonly obstacles: Partial<Record<Kind, string>> = {};
  /** Steps made by a graph. */
  readonly stepsInGraph: Record<Kind, number> = { train: 0, test: 0 };
  private readonly compiled = new Map<string, CompiledStep>();
  private readonly uses = new Map<string, number>();
  private readonly weights: Map<string, tf.Variable>;
  private readonly identity: unknown[];
  private rate: { value: number; id: number } | undefined;

  constructor(
    private readonly backend: NodeBackend,
    private readonly model: CompiledModel,
    private readonly optimizer: GraphOptimizer,
  ) {
    this.weights = new Map(model.weights.map((weight, i) => [`weight/${i}`, weight.read()]));
    this.identity = identityOf(model);
  }

  /** Whether the model still trains the same way: compiled anew, or with a layer frozen, it does not. */
  fits(model: CompiledModel): boolean {
    const now = identityOf(model);
    return now.length === this.identity.length && now.every((part, i) => part === this.identity[i]);
  }

  /** Makes a step, in a graph where there is one for batches of this shape. */
  step(kind: Kind, f: TrainFunction, batch: Batch): tf.Tensor[] {
    const key = [kind, ...batch.map((tensor) => (tensor ? `${tensor.dtype} ${tensor.shape}` : ''))].join(
      '; ',
    );
    const compiled = this.compiled.get(key);
    if (compiled) return this.run(kind, compiled, batch);
    return this.isWorthAGraph(kind, key, batch) ? this.record(kind, key, f, batch) : f(batch);
  }

  /** Brings tfjs' variables up to date and frees what was held. */
  close(): void {
    for (const compiled of this.compiled.values()) compiled.close();
    this.compiled.clear();
    this.freeRate();
  }

  private isWorthAGraph(kind: Kind, key: string, batch: Batch): boolean {
    const uses = (this.uses.get(key) ?? 0) + 1;
    this.uses.set(key, uses);
    const sameTensorTwice = new Set(present(batch)).size < present(batch).length;
    const worth = this.stepsInGraph[kind] > 0 ? WORTH_ANOTHER : WORTH_A_GRAPH;
    return this.obstacles[kind] === undefined && !sameTensorTwice && uses >= worth;
  }

  private record(kind: Kind, key: string, f: TrainFunction, batch: Batch): tf.Tensor[] {
    const recorder = new StepRecorder(this.backend, this.model, this.weights);
    const { outputs, step, obstacle } = recorder.record(f, batch);
    if (obstacle !== undefined) this.obstacles[kind] = obstacle;
    if (step) this.compile(kind, key, step);
    return outputs;
  }

  private compile(kind: Kind, key: string, step: Step): void {
    const { optimizer, backend, weights } = this;
    try {
      const compiled =
        kind === 'test'
          ? new CompiledStep(backend, step, weights)
          : new CompiledStep(backend, step, new Map([...weights, ...optimizer.variables()]), {
              optimizer,
              trainable: this.trainable(),
            });
      this.compiled.set(key, compiled);
    } catch (error) {
      // tfjs goes on by itself: slower, and right.
      this.obstacles[kind] = (error as Error).message;
    }
  }

  /** Names of the trainable weights, in the order of their gradients. */
  private trainable(): string[] {
    const names = new Map([...this.weights].map(([name, weight]) => [weight, name]));
    return this.model.collectedTrainableWeights.map((weight) => names.get(weight.read())!);
  }

  private run(kind: Kind, compiled: CompiledStep, batch: Batch): tf.Tensor[] {
    this.stepsInGraph[kind]++;
    if (kind === 'test') return compiled.run(batch);
    const outputs = compiled.run(batch, this.rateId());
    (this.model.optimizer_ as unknown as { incrementIterations(): void }).incrementIterations();
    return outputs;
  }

  /** The addon's id of the rate in force. It is no tensor of tfjs: a model in training holds no more of those. */
  private rateId(): number {
    const value = this.optimizer.rate();
    if (this.rate?.value !== value) {
      this.freeRate();
      this.rate = { value, id: this.backend.binding.createTensor([], FLOAT, Float32Array.of(value)) };
    }
    return this.rate!.id;
  }

  private freeRate(): void {
    if (this.rate) this.backend.binding.deleteTensor(this.rate.id);
    this.rate = undefined;
  }
}

/** All that a recorded step depends on besides its batch. */
function identityOf(model: CompiledModel): unknown[] {
  return [
    model.optimizer_,
    ...(graphOptimizer(model.optimizer_)?.constants() ?? []),
    ...model.lossFunctions,
    ...model.metricsTensors.flat(),
    ...model.weights.map((weight) => weight.read()),
    'trainable',
    ...model.collectedTrainableWeights.map((weight) => weight.read()),
  ];
}
