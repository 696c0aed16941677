import * as tf from '@tensorflow/tfjs';
import { stepNames } from './names';
import { Session } from './session';
import { present, type Step } from './step';
import { stepGraph, type Training } from './step-graph';
import type { NodeBackend, TrainFunction } from './tfjs';
import { SharedVariables } from './variables';

/** A step for batches of one shape, as a graph with a session of its own. */
export class CompiledStep {
  private readonly session: Session;
  private readonly shared: SharedVariables;
  private readonly feeds: string[];
  private readonly outputs: string[];
  private readonly setsVariables: boolean;

  /**
   * @param variables all that the step reads or sets, by name.
   * @param training absent where the step only evaluates.
   * @throws Error when TensorFlow refuses the graph.
   */
  constructor(
    private readonly backend: NodeBackend,
    private readonly step: Step,
    variables: Map<string, tf.Variable>,
    training?: Training,
  ) {
    this.session = new Session(backend.binding, stepGraph(backend.binding, step, variables, training));
    this.shared = new SharedVariables(backend, this.session, variables);
    const masks = step.masks.map((_, i) => stepNames.mask(i));
    this.feeds = [...step.inputs.map(({ name }) => name), ...masks, stepNames.rate];
    this.outputs = step.outputs.map((_, i) => stepNames.output(i));
    this.setsVariables = training !== undefined || step.assigned.size > 0;
  }

  /**
   * Makes the step and returns losses and metrics.
   *
   * @param rate the addon's id of the learning rate; absent where the step only evaluates.
   */
  run(batch: Parameters<TrainFunction>[0], rate?: number): tf.Tensor[] {
    this.shared.push();
    const masks = this.step.masks.map(({ shape }) => tf.randomUniform(shape));
    const ids = this.backend.getInputTensorIds([...present(batch), ...masks]);
    if (rate !== undefined) ids.push(rate);
    const handles = this.session.run(new Map(ids.map((id, i) => [this.feeds[i]!, id])), this.outputs);
    tf.dispose(masks);
    if (this.setsVariables) this.shared.moveAhead();
    return handles.map((handle) => this.backend.createOutputTensor(handle));
  }

  /** Brings tfjs' variables up to date and lets the session go. */
  close(): void {
    this.shared.pull();
    this.session.close();
  }
}
