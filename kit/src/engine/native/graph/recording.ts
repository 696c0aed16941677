import type * as tf from '@tensorflow/tfjs';
import type { Constant } from './graph-builder';
import type { Binding, Handle, NodeBackend, OpAttribute } from './tfjs';

/** One operation that ran, with where its inputs came from. */
export interface Operation {
  name: string;
  attributes: OpAttribute[];
  inputs: Value[];
  /** Shapes of its outputs. */
  shapes: number[][];
}

/** Where a tensor came from: fed at each step, a variable's value, a constant, or an operation. */
export type Value =
  | { kind: 'input'; name: string; shape: number[]; dtype: number }
  | { kind: 'variable'; name: string; shape: number[]; dtype: number }
  | ({ kind: 'constant' } & Constant)
  | { kind: 'output'; operation: Operation; index: number; dtype: number };

/** What ran, in order, and where every tensor came from, by the addon's id. */
export interface Recording {
  operations: Operation[];
  values: Map<number, Value>;
  /** Why what ran is no graph: it looked at values, or used what is neither fed nor a variable. */
  obstacle?: string;
}

/**
 * Runs `f` and records each operation that the backend executes meanwhile.
 *
 * @param known tensors that exist before: inputs and variables.
 */
export function record<T>(
  backend: NodeBackend,
  known: Map<number, Value>,
  f: () => T,
): { result: T; recording: Recording } {
  const recording: Recording = { operations: [], values: new Map(known) };
  const { binding } = backend;
  backend.binding = recordingBinding(binding, recording);
  try {
    return { result: f(), recording };
  } finally {
    backend.binding = binding;
  }
}

/** The shape of a value. */
export function shapeOf(value: Value): number[] {
  return value.kind === 'output' ? value.operation.shapes[value.index]! : value.shape;
}

/** The addon's functions are read-only: an object in front of it takes the calls. */
function recordingBinding(binding: Binding, recording: Recording): Binding {
  const own: Partial<Binding> = {
    createTensor(shape, dtype, data) {
      const id = binding.createTensor(shape, dtype, data);
      addConstant(recording, id, shape, dtype, data);
      return id;
    },
    tensorDataSync(id) {
      if (recording.values.has(id)) recording.obstacle = 'the step reads the values of a tensor';
      return binding.tensorDataSync(id);
    },
    executeOp(name, attributes, ids, outputs) {
      const handles = binding.executeOp(name, attributes, ids, outputs);
      addOperation(recording, binding, { name, attributes, ids }, handles);
      return handles;
    },
  };
  return Object.create(
    binding,
    Object.fromEntries(Object.entries(own).map(([name, value]) => [name, { value }])),
  );
}

function addConstant(
  recording: Recording,
  id: number,
  shape: number[],
  dtype: number,
  data: tf.BackendValues,
): void {
  if (data instanceof Float32Array || data instanceof Int32Array || data instanceof Uint8Array)
    recording.values.set(id, { kind: 'constant', shape: [...shape], dtype, values: data.slice() });
  else recording.obstacle = 'the step uses a tensor that is not of numbers';
}

function addOperation(
  recording: Recording,
  binding: Binding,
  { name, attributes, ids }: { name: string; attributes: OpAttribute[]; ids: number[] },
  handles: Handle[],
): void {
  const inputs = ids.flatMap((id) => recording.values.get(id) ?? []);
  if (inputs.length < ids.length) {
    recording.obstacle = `${name} uses a tensor that is neither fed nor a variable`;
    return;
  }
  const shapes = handles.map(({ shape }) => shape);
  const operation = { name, attributes: trueTypes(attributes, inputs, binding), inputs, shapes };
  recording.operations.push(operation);
  for (const [index, { id, dtype }] of handles.entries())
    recording.values.set(id, { kind: 'output', operation, index, dtype });
}

/** tfjs-node says `T: bool` where it gives floats (Mean); executed at once, TensorFlow looks at the inputs. */
function trueTypes(attributes: OpAttribute[], inputs: Value[], { TF_ATTR_TYPE }: Binding): OpAttribute[] {
  const types = inputs.map(({ dtype }) => dtype);
  return attributes.map((attribute) =>
    attribute.name === 'T' && attribute.type === TF_ATTR_TYPE && !types.includes(attribute.value as number)
      ? { ...attribute, value: types[0] }
      : attribute,
  );
}
