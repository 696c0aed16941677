import * as tf from '@tensorflow/tfjs';
import { stepNames } from './names';
import type { GraphOptimizer } from './optimizers';
import { Session } from './session';
import { present, type Step } from './step';
import type { NodeBackend, TrainFunction } from './tfjs';
import { trainingGraph } from './training-graph';
import { SharedVariables } from './variables';

/** A step of training for batches of one shape, as a graph with a session of its own. */
export class CompiledStep {
  private readonly session: Session;
  private readonly shared: SharedVariables;
  private readonly feeds: string[];
  private readonly outputs: string[];

  /**
   * @param variables all that the step reads or sets, by name.
   * @param trainable names of those that the optimizer updates, in the order of their gradients.
   * @throws Error when TensorFlow refuses the graph.
   */
  constructor(
    private readonly backend: NodeBackend,
    private readonly step: Step,
    variables: Map<string, tf.Variable>,
    trainable: string[],
    optimizer: GraphOptimizer,
  ) {
    const graph = trainingGraph(backend.binding, step, variables, trainable, optimizer);
    this.session = new Session(backend.binding, graph);
    this.shared = new SharedVariables(backend, this.session, variables);
    const masks = step.masks.map((_, i) => stepNames.mask(i));
    this.feeds = [...step.inputs.map(({ name }) => name), ...masks, stepNames.rate];
    this.outputs = step.outputs.map((_, i) => stepNames.output(i));
  }

  /** Makes the step and returns losses and metrics. @param rate the addon's id of the learning rate. */
  run(batch: Parameters<TrainFunction>[0], rate: number): tf.Tensor[] {
    this.shared.push();
    const masks = this.step.masks.map(({ shape }) => tf.randomUniform(shape));
    const ids = [...this.backend.getInputTensorIds([...present(batch), ...masks]), rate];
    const handles = this.session.run(new Map(this.feeds.map((name, i) => [name, ids[i]!])), this.outputs);
    tf.dispose(masks);
    this.shared.moveAhead();
    return handles.map((handle) => this.backend.createOutputTensor(handle));
  }

  /** Brings tfjs' variables up to date and lets the session go. */
  close(): void {
    this.shared.pull();
    this.session.close();
  }
}
