import type * as tf from '@tensorflow/tfjs';
import { attribute, GraphBuilder } from './graph-builder';
import { stepNames, variableNames } from './names';
import type { GraphOptimizer } from './optimizers';
import type { AttrValue } from './proto';
import type { Operation, Value } from './recording';
import { rewrite } from './rewrite';
import type { Step } from './step';
import { type Binding, FLOAT, type OpAttribute } from './tfjs';
import { addVariable } from './variables';

/** What a step of training does with its gradients. */
export interface Training {
  optimizer: GraphOptimizer;
  /** Names of the variables to update, in the order of their gradients. */
  trainable: string[];
}

/**
 * Writes a step as a graph.
 *
 * @param variables all that live in the session, by name.
 * @param training absent where the step only evaluates.
 */
export function stepGraph(
  binding: Binding,
  step: Step,
  variables: Map<string, tf.Variable>,
  training?: Training,
): GraphBuilder {
  const graph = new GraphBuilder();
  const writer = new Writer(graph, binding);
  for (const [name, { shape }] of variables) addVariable(graph, name, shape);
  for (const { name, dtype, shape } of step.inputs) graph.placeholder(name, dtype, shape);
  for (const [i, mask] of step.masks.entries())
    writer.names.set(mask, graph.placeholder(stepNames.mask(i), mask.dtype, mask.shape));
  for (const operation of step.operations) writer.write(operation);
  const updates = training ? addUpdates(writer, step, training) : [];
  const assignments = [...step.assigned].map(([name, value]) => writer.assign(name, value));
  writer.writeOutputs(step.outputs, [...updates, ...assignments]);
  return graph;
}

function addUpdates(writer: Writer, { gradients }: Step, { optimizer, trainable }: Training): string[] {
  const { graph } = writer;
  graph.placeholder(stepNames.rate, FLOAT, []);
  const updates = trainable.map((weight, index) =>
    optimizer.update({ graph, index, weight, gradient: writer.nameOf(gradients[index]!) }),
  );
  return [...updates, ...(optimizer.finish?.(graph, updates) ?? [])];
}

/** Writes recorded operations as nodes. */
class Writer {
  /** Names of the nodes that give a value, or an operation's outputs. */
  readonly names = new Map<Value | Operation, string>();

  constructor(
    readonly graph: GraphBuilder,
    private readonly binding: Binding,
  ) {}

  write(operation: Operation): void {
    const { name, inputs, attributes } = rewrite(operation);
    const written = attributes.map((one): [string, AttrValue] => [one.name, this.attribute(one)]);
    const names = inputs.map((input) => this.nameOf(input));
    this.names.set(operation, this.graph.node(name, names, Object.fromEntries(written)));
  }

  /** Outputs are there when all updates are made: a session runs no more than what its outputs wait for. */
  writeOutputs(outputs: Value[], updates: string[]): void {
    const done = updates.map((node) => `^${node}`);
    const floats = { T: attribute.type(FLOAT) };
    for (const [i, output] of outputs.entries())
      this.graph.node('Identity', [this.nameOf(output), ...done], floats, stepNames.output(i));
  }

  nameOf(value: Value): string {
    if (value.kind === 'input') return value.name;
    if (value.kind === 'variable') return variableNames.value(value.name);
    if (value.kind === 'output') return `${this.names.get(value.operation)}:${value.index}`;
    if (!this.names.has(value)) this.names.set(value, this.graph.constant(value));
    return this.names.get(value)!;
  }

  /** Sets a variable after its old value was read. */
  assign(variable: string, value: Value): string {
    const inputs = [variable, this.nameOf(value), `^${variableNames.value(variable)}`];
    return this.graph.node('AssignVariableOp', inputs, { dtype: attribute.type(FLOAT) });
  }

  private attribute({ name, type, value }: OpAttribute): AttrValue {
    const { binding } = this;
    switch (type) {
      case binding.TF_ATTR_TYPE:
        return attribute.type(value as number);
      case binding.TF_ATTR_BOOL:
        return attribute.bool(Boolean(value));
      case binding.TF_ATTR_FLOAT:
        return attribute.float(value as number);
      case binding.TF_ATTR_STRING:
        return attribute.string(value as string);
      case binding.TF_ATTR_SHAPE:
        return attribute.shape(value as number[]);
      case binding.TF_ATTR_INT:
        return Array.isArray(value) ? attribute.ints(value) : attribute.int(value as number);
      default:
        throw new Error(`attribute ${name}: type ${type} is not known in a graph`);
    }
  }
}
