import type * as tf from '@tensorflow/tfjs';
import { attribute, type GraphBuilder } from '../graph-builder';
import { variableNames } from '../names';
import { FLOAT } from '../tfjs';

/** One weight to be updated. */
export interface Update {
  graph: GraphBuilder;
  /** Position among the trainable weights. */
  index: number;
  /** Name of the variable that holds the weight. */
  weight: string;
  /** Name of the node that gives its gradient. */
  gradient: string;
}

/** How one of tfjs' optimizers is written as nodes of a graph. */
export interface GraphOptimizer {
  /** The optimizer's own variables, by the names the graph gives them; there from its first step on. */
  variables(): Map<string, tf.Variable>;
  /** Numbers that the graph holds fast: with others, it is another graph. */
  constants(): number[];
  /** The rate of the next step. */
  rate(): number;
  /** Adds the update of one weight and returns the node that does it. */
  update(update: Update): string;
  /** Adds what follows all updates; returns its nodes. */
  finish?(graph: GraphBuilder, updates: string[]): string[];
}

/** A variable that tfjs' optimizers keep for a weight. */
export interface Slot {
  variable: tf.Variable;
}

/** Attribute of operations on floats. */
export function floats() {
  return { T: attribute.type(FLOAT) };
}

/** The update node: it waits until the weight's old value was read. */
export function apply({ graph, weight }: Update, op: string, inputs: string[], attributes = {}): string {
  const wait = `^${variableNames.value(weight)}`;
  return graph.node(op, [weight, ...inputs, wait], { ...floats(), ...attributes });
}

/** Names of the variables kept for each weight: `kind/0`, `kind/1`, … */
export function slots(kind: string, kept: Slot[]): [string, tf.Variable][] {
  return kept.map(({ variable }, index) => [slotName(kind, index), variable]);
}

export function slotName(kind: string, index: number): string {
  return `${kind}/${index}`;
}
