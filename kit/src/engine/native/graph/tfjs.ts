import type * as tf from '@tensorflow/tfjs';

/** A tensor as the addon names it. */
export interface Handle {
  id: number;
  shape: number[];
  /** TensorFlow's number of the type: 1 float32, 3 int32, 10 bool. */
  dtype: number;
}

/** An attribute of an operation, as tfjs-node's kernels write it. */
export interface OpAttribute {
  name: string;
  type: number;
  value: unknown;
}

/** The part of tfjs-node's addon that graph mode uses; `binding/tfjs_backend.cc` of tfjs-node 4.22.0. */
export interface Binding {
  readonly TF_ATTR_STRING: number;
  readonly TF_ATTR_INT: number;
  readonly TF_ATTR_FLOAT: number;
  readonly TF_ATTR_BOOL: number;
  readonly TF_ATTR_TYPE: number;
  readonly TF_ATTR_SHAPE: number;
  createTensor(shape: number[], dtype: number, values: tf.BackendValues): number;
  deleteTensor(id: number): void;
  tensorDataSync(id: number): tf.BackendValues;
  executeOp(name: string, attributes: OpAttribute[], inputs: number[], outputs: number): Handle[];
  /** Makes a session from `saved_model.pb` in a folder. */
  loadSavedModel(folder: string, tags: string): number;
  /** Runs a session; names are `node:output`, joined by commas. */
  runSavedModel(session: number, inputs: number[], inputNames: string, outputNames: string): Handle[];
  deleteSavedModel(session: number): void;
}

/** What tfjs-node's backend keeps of one tensor's data. */
export interface TensorEntry {
  shape: number[];
  dtype: number;
  /** Values that were not handed to the addon yet; null once they were. */
  values: tf.BackendValues | null;
  id: number;
  refCount: number;
}

/** The part of tfjs-node's backend that graph mode uses. */
export interface NodeBackend {
  binding: Binding;
  tensorMap: { get(dataId: object): TensorEntry; set(dataId: object, entry: TensorEntry): void };
  getInputTensorIds(tensors: tf.Tensor[]): number[];
  createOutputTensor(handle: Handle): tf.Tensor;
  executeSingleOutput(name: string, attributes: OpAttribute[], inputs: tf.Tensor[]): tf.Tensor;
}

/** A weight of a layer. */
interface LayerVariable {
  read(): tf.Variable;
}

type Loss = (yTrue: tf.Tensor, yPred: tf.Tensor) => tf.Tensor;

/** What tfjs keeps on a compiled model but leaves out of its types. */
export interface CompiledModel extends Omit<tf.LayersModel, 'weights' | 'metrics'> {
  optimizer_: tf.Optimizer;
  lossFunctions: Loss[];
  /** Metric and the output it belongs to. */
  metricsTensors: [Loss, number][];
  metrics: unknown;
  collectedTrainableWeights: LayerVariable[];
  weights: LayerVariable[];
  makeTrainFunction(): TrainFunction;
  /** Sets `testFunction`. */
  makeTestFunction(): void;
  testFunction: TrainFunction;
}

/** One step of training or of evaluation: inputs, targets and sample weights of a batch in; losses and metrics out. */
export type TrainFunction = (batch: (tf.Tensor | null | undefined)[]) => tf.Tensor[];

/** The data id of a tensor, which tfjs leaves out of the types of variables. */
export function dataIdOf(tensor: tf.Tensor): object {
  return (tensor as unknown as { dataId: object }).dataId;
}

export const FLOAT = 1;
