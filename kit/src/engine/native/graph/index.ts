import * as tf from '@tensorflow/tfjs';
import { graphOptimizer } from './optimizers';
import { Program } from './program';
import { rememberBuiltIn, unsupported } from './supported';
import type { CompiledModel, NodeBackend, TrainFunction } from './tfjs';

const programs = new WeakMap<object, Program>();

/**
 * Has `model.fit` and `model.evaluate` make their steps as one TensorFlow graph each, as Keras does, in place of one call an operation.
 * A step is recorded while tfjs makes it, written as a graph, and repeated; weights and the optimizer's moments
 * stay in the graph's session until somebody looks at them. What cannot be a graph trains as ever.
 *
 * @returns a function that takes it back.
 */
export function installGraphMode(): () => void {
  const prototype = tf.LayersModel.prototype as unknown as CompiledModel;
  const { makeTrainFunction, makeTestFunction, dispose } = prototype;
  rememberBuiltIn();
  prototype.makeTrainFunction = function (this: CompiledModel) {
    return inGraph(this, 'train', makeTrainFunction.call(this));
  };
  prototype.makeTestFunction = function (this: CompiledModel) {
    makeTestFunction.call(this);
    this.testFunction = inGraph(this, 'test', this.testFunction);
  };
  prototype.dispose = function (this: CompiledModel) {
    const result = dispose.call(this);
    closeProgram(this);
    return result;
  };
  return () => Object.assign(prototype, { makeTrainFunction, makeTestFunction, dispose });
}

/** Steps of training and of evaluation that a model has made in a graph, and why it makes none, if so. */
export function graphModeOf(model: tf.LayersModel): {
  steps: number;
  testSteps: number;
  obstacle?: string | undefined;
} {
  const compiled = inner(model);
  const program = programs.get(compiled);
  if (!program) return { steps: 0, testSteps: 0, obstacle: unsupported(compiled) };
  const { train, test } = program.stepsInGraph;
  return { steps: train, testSteps: test, obstacle: program.obstacles.train ?? program.obstacles.test };
}

function inGraph(model: CompiledModel, kind: 'train' | 'test', f: TrainFunction): TrainFunction {
  const program = programFor(model);
  return program ? (batch) => program.step(kind, f, batch) : f;
}

function programFor(model: CompiledModel): Program | undefined {
  const known = programs.get(model);
  if (known?.fits(model)) return known;
  known?.close();
  programs.delete(model);
  const optimizer = graphOptimizer(model.optimizer_);
  if (!optimizer || unsupported(model)) return undefined;
  const program = new Program(tf.backend() as unknown as NodeBackend, model, optimizer);
  programs.set(model, program);
  return program;
}

function closeProgram(model: CompiledModel): void {
  const compiled = inner(model as unknown as tf.LayersModel);
  programs.get(compiled)?.close();
  programs.delete(compiled);
}

/** A Sequential hands its training to the functional model inside it. */
function inner(model: tf.LayersModel): CompiledModel {
  return ((model as unknown as { model?: object }).model ?? model) as CompiledModel;
}
