import * as tf from '@tensorflow/tfjs';
import { type GraphOptimizer, graphOptimizer, RATE } from './optimizers';
import { Session } from './session';
import { present, type Step, StepRecorder } from './step';
import type { CompiledModel, NodeBackend, TrainFunction } from './tfjs';
import { maskName, outputName, trainingGraph } from './training-graph';
import { SharedVariables } from './variables';

type Batch = Parameters<TrainFunction>[0];

/** Steps with batches of one shape before they are worth a graph: making one costs as much as some 20 steps. */
const WORTH_A_GRAPH = 8;
/** The same where there is a graph already: what is left of the rows makes a smaller batch once an epoch. */
const WORTH_ANOTHER = 2;

/** One model's training as a graph: a step for each shape of batch, and the variables that live in its session. */
export class Program {
  /** Why steps are made without a graph after all. */
  obstacle: string | undefined;
  /** Steps made by the graph. */
  stepsInGraph = 0;
  private readonly steps = new Map<string, Step>();
  private readonly uses = new Map<string, number>();
  private readonly recorder: StepRecorder;
  private readonly weights: Map<string, tf.Variable>;
  private readonly identity: unknown[];
  private session: Session | undefined;
  private shared: SharedVariables | undefined;
  private rate: { value: number; tensor: tf.Tensor } | undefined;

  constructor(
    private readonly backend: NodeBackend,
    private readonly model: CompiledModel,
    private readonly optimizer: GraphOptimizer,
  ) {
    this.weights = new Map(model.weights.map((weight, i) => [`weight/${i}`, weight.read()]));
    this.recorder = new StepRecorder(backend, model, this.weights);
    this.identity = identityOf(model);
  }

  /** Whether the model still trains the same way: compiled anew, or with a layer frozen, it does not. */
  fits(model: CompiledModel): boolean {
    const now = identityOf(model);
    return now.length === this.identity.length && now.every((part, i) => part === this.identity[i]);
  }

  /** Makes a step, in the graph where there is one for batches of this shape. */
  step(train: TrainFunction, batch: Batch): tf.Tensor[] {
    const key = batch.map((tensor) => (tensor ? `${tensor.dtype} ${tensor.shape}` : '')).join('; ');
    const known = this.steps.get(key);
    if (known) return this.run(known, batch);
    const uses = (this.uses.get(key) ?? 0) + 1;
    this.uses.set(key, uses);
    const worth = this.steps.size > 0 ? WORTH_ANOTHER : WORTH_A_GRAPH;
    return this.obstacle !== undefined || uses < worth ? train(batch) : this.record(key, train, batch);
  }

  /** Brings tfjs' variables up to date and frees the session. */
  close(): void {
    this.shared?.pull();
    this.session?.close();
    this.rate?.tensor.dispose();
    this.shared = this.session = this.rate = undefined;
    this.steps.clear();
  }

  private record(key: string, train: TrainFunction, batch: Batch): tf.Tensor[] {
    if (new Set(present(batch)).size < present(batch).length) return train(batch);
    const { outputs, step, obstacle } = this.recorder.record(train, batch, `step${this.steps.size}`);
    if (step) this.build(key, step);
    else this.obstacle = obstacle;
    return outputs;
  }

  private build(key: string, step: Step): void {
    this.steps.set(key, step);
    try {
      this.shared?.pull();
      this.session?.close();
      const variables = new Map([...this.weights, ...this.optimizer.variables()]);
      const { binding } = this.backend;
      const steps = [...this.steps.values()];
      const graph = trainingGraph(binding, steps, variables, this.trainable(), this.optimizer);
      this.session = new Session(binding, graph);
      this.shared = new SharedVariables(this.backend, this.session, variables);
    } catch (error) {
      // tfjs goes on by itself: slower, and right.
      this.obstacle = (error as Error).message;
      this.shared = this.session = undefined;
      this.steps.clear();
    }
  }

  /** Names of the trainable weights, in the order of their gradients. */
  private trainable(): string[] {
    const names = new Map([...this.weights].map(([name, weight]) => [weight, name]));
    return this.model.collectedTrainableWeights.map((weight) => names.get(weight.read())!);
  }

  private run(step: Step, batch: Batch): tf.Tensor[] {
    this.shared!.push();
    const masks = step.masks.map(({ shape }) => tf.randomUniform(shape));
    const ids = this.backend.getInputTensorIds([...present(batch), ...masks, this.rateTensor()]);
    const names = [...step.inputs.map(({ name }) => name), ...masks.map((_, i) => maskName(step, i)), RATE];
    const feeds = new Map(names.map((name, i) => [name, ids[i]!]));
    const outputs = this.session!.run(
      feeds,
      step.outputs.map((_, i) => outputName(step, i)),
    );
    tf.dispose(masks);
    this.shared!.moveAhead();
    (this.model.optimizer_ as unknown as { incrementIterations(): void }).incrementIterations();
    this.stepsInGraph++;
    return outputs.map((handle) => this.backend.createOutputTensor(handle));
  }

  private rateTensor(): tf.Tensor {
    const value = this.optimizer.rate();
    if (this.rate?.value !== value) {
      this.rate?.tensor.dispose();
      this.rate = { value, tensor: tf.keep(tf.scalar(value)) };
    }
    return this.rate.tensor;
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
