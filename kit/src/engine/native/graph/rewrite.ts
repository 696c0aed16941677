import { type Operation, shapeOf, type Value } from './recording';

/**
 * Writes an operation as Keras would: TensorFlow has faster kernels for a bias, its gradient and a product of
 * matrices than for the general operations that tfjs uses, and its optimizer joins them with their neighbours.
 */
export function rewrite(operation: Operation): Operation {
  return asBiasAdd(operation) ?? asBiasAddGrad(operation) ?? asMatMul(operation) ?? operation;
}

/** x + b, b over the last axis. Layers of more than one dimension give b as [1, …, 1, n]. */
function asBiasAdd(operation: Operation): Operation | undefined {
  if (operation.name !== 'Add' && operation.name !== 'AddV2') return;
  const [x, b] = operation.inputs as [Value, Value];
  const bias = beforeReshape(b);
  const shape = operation.shapes[0]!;
  const size = shape.at(-1)!;
  const overLastAxis =
    shape.length > 1 &&
    String(shapeOf(x)) === String(shape) &&
    String(shapeOf(bias)) === String([size]) &&
    shapeOf(b).at(-1) === size;
  return overLastAxis ? { ...operation, name: 'BiasAdd', inputs: [x, bias] } : undefined;
}

/** Sum over all axes but the last. */
function asBiasAddGrad(operation: Operation): Operation | undefined {
  const [x, axes] = operation.inputs;
  if (operation.name !== 'Sum' || axes?.kind !== 'constant') return;
  const rank = shapeOf(x!).length;
  const asked = [...axes.values].sort((a, b) => a - b).join();
  const allButLast = Array.from({ length: rank - 1 }, (_, axis) => axis).join();
  if (rank < 2 || asked !== allButLast || operation.shapes[0]!.length !== 1) return;
  return { ...operation, name: 'BiasAddGrad', inputs: [x!], attributes: typeOnly(operation) };
}

const MATMUL_NAMES: Record<string, string> = { adj_x: 'transpose_a', adj_y: 'transpose_b' };

function asMatMul(operation: Operation): Operation | undefined {
  if (operation.name !== 'BatchMatMulV2' || operation.inputs.some((input) => shapeOf(input).length !== 2))
    return;
  const attributes = operation.attributes.map((attribute) => ({
    ...attribute,
    name: MATMUL_NAMES[attribute.name] ?? attribute.name,
  }));
  return { ...operation, name: 'MatMul', attributes };
}

function beforeReshape(value: Value): Value {
  return value.kind === 'output' && value.operation.name === 'Reshape' ? value.operation.inputs[0]! : value;
}

function typeOnly({ attributes }: Operation) {
  return attributes.filter(({ name }) => name === 'T');
}
