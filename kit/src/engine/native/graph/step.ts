import * as tf from '@tensorflow/tfjs';
import { recordDraws } from '../../../random';
import { type ConstantValue, randomTensors } from './masks';
import { stepNames } from './names';
import { type Operation, type Recording, record, type Value } from './recording';
import { type CompiledModel, dataIdOf, FLOAT, type NodeBackend, type TrainFunction } from './tfjs';

type Batch = Parameters<TrainFunction>[0];

/** A step of training or of evaluation as it ran once, ready to be written as a graph. */
export interface Step {
  /** Tensors of the batch that there are, in the order of the train function's argument. */
  inputs: Extract<Value, { kind: 'input' }>[];
  /** Random tensors, in the order in which they are drawn. */
  masks: ConstantValue[];
  operations: Operation[];
  /** Losses and metrics. */
  outputs: Value[];
  /** Of the trainable weights, in order; none where the step only evaluates. */
  gradients: Value[];
  /** Weights that the step sets itself, such as the moving mean of batch normalization, by name. */
  assigned: Map<string, Value>;
}

/** Runs steps of a model as tfjs does, and records them. */
export class StepRecorder {
  /** @param weights all weights of the model, by the names the graph gives them. */
  constructor(
    private readonly backend: NodeBackend,
    private readonly model: CompiledModel,
    private readonly weights: Map<string, tf.Variable>,
  ) {}

  /** Makes one step. Without `step` in the answer it cannot be a graph, and `obstacle` says why. */
  record(train: TrainFunction, batch: Batch): { outputs: tf.Tensor[]; step?: Step; obstacle?: string } {
    const inputs = this.inputsOf(batch);
    const before = [...this.weights.values()].map(dataIdOf);
    const update = new PostponedUpdate(this.model);
    const { result, draws } = recordDraws(() =>
      record(this.backend, this.known(batch, inputs), () => {
        const outputs = update.during(() => train(batch));
        return { outputs, assigned: this.assignedSince(before), gradients: this.idsOf(update.gradients) };
      }),
    );
    const { outputs, assigned, gradients } = result.result;
    const found = result.recording;
    const step = { inputs, ...partsOf(found, draws, this.idsOf(outputs), gradients, assigned) };
    update.make();
    const obstacle = found.obstacle ?? obstacleIn(step);
    return obstacle === undefined ? { outputs, step: step as Step } : { outputs, obstacle };
  }

  private idsOf(tensors: tf.Tensor[]): number[] {
    return this.backend.getInputTensorIds(tensors);
  }

  private inputsOf(batch: Batch): Step['inputs'] {
    return present(batch).map((tensor, i) => {
      const { dtype } = this.backend.tensorMap.get(dataIdOf(tensor));
      return { kind: 'input', name: stepNames.input(i), shape: tensor.shape, dtype };
    });
  }

  private known(batch: Batch, inputs: Step['inputs']): Map<number, Value> {
    const fed = this.idsOf(present(batch)).map((id, i): [number, Value] => [id, inputs[i]!]);
    const held = [...this.weights].map(([name, weight]): [number, Value] => [
      this.idsOf([weight])[0]!,
      { kind: 'variable', name, shape: weight.shape, dtype: FLOAT },
    ]);
    return new Map([...fed, ...held]);
  }

  private assignedSince(before: object[]): Map<string, number> {
    const changed = [...this.weights].filter(([, weight], i) => dataIdOf(weight) !== before[i]);
    return new Map(changed.map(([name, weight]) => [name, this.idsOf([weight])[0]!]));
  }
}

/** Keeps the optimizer's update back: it is not recorded, the graph has its own. */
class PostponedUpdate {
  gradients: tf.Tensor[] = [];
  private names: string[] = [];
  private readonly optimizer: tf.Optimizer;

  constructor(private readonly model: CompiledModel) {
    this.optimizer = model.optimizer_;
  }

  during<T>(f: () => T): T {
    this.model.optimizer_ = { minimize: this.minimize } as unknown as tf.Optimizer;
    try {
      return f();
    } finally {
      this.model.optimizer_ = this.optimizer;
    }
  }

  make(): void {
    if (this.names.length === 0) return;
    const gradients = this.gradients.map((tensor, i) => ({ name: this.names[i]!, tensor }));
    this.optimizer.applyGradients(gradients);
    tf.dispose(this.gradients);
  }

  private readonly minimize = (loss: () => tf.Scalar, _returnCost: boolean, variables: tf.Variable[]) => {
    const { value, grads } = this.optimizer.computeGradients(loss, variables);
    this.names = variables.map(({ name }) => name);
    this.gradients = this.names.map((name) => grads[name]!);
    return value;
  };
}

/** The batch's tensors: a sample weight may be missing. */
export function present(batch: Batch): tf.Tensor[] {
  return batch.filter((tensor) => tensor !== null && tensor !== undefined);
}

function partsOf(
  recording: Recording,
  draws: number[],
  outputs: number[],
  gradients: number[],
  assigned: Map<string, number>,
) {
  const value = (id: number) => recording.values.get(id);
  return {
    masks: randomTensors(recording, draws),
    operations: recording.operations,
    outputs: outputs.map(value),
    gradients: gradients.map(value),
    assigned: new Map([...assigned].map(([name, id]) => [name, value(id)])),
  };
}

function obstacleIn({ masks, outputs, gradients, assigned }: ReturnType<typeof partsOf>): string | undefined {
  if (!masks) return 'the step draws random numbers in a way that cannot be repeated';
  if ([...outputs, ...gradients, ...assigned.values()].includes(undefined))
    return 'the step gives a tensor that it did not compute';
  return undefined;
}
