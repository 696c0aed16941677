import * as tf from '@tensorflow/tfjs';
import { attribute, type GraphBuilder } from './graph-builder';
import { variableNames } from './names';
import type { Session } from './session';
import { dataIdOf, FLOAT, type NodeBackend, type TensorEntry } from './tfjs';

/** Adds a variable of the session: its handle, its value, and a way to set it. */
export function addVariable(graph: GraphBuilder, name: string, shape: number[]): void {
  const dtype = attribute.type(FLOAT);
  const declared = { dtype, shape: attribute.shape(shape), shared_name: attribute.string(name) };
  graph.node('VarHandleOp', [], { ...declared, container: attribute.string('') }, variableNames.handle(name));
  graph.node('ReadVariableOp', [name], { dtype }, variableNames.value(name));
  const feed = graph.placeholder(variableNames.feed(name), FLOAT, shape);
  const assign = graph.node('AssignVariableOp', [name, feed], { dtype });
  graph.node('Identity', [feed, `^${assign}`], { T: dtype }, variableNames.assigned(name));
}

interface Shared {
  name: string;
  variable: tf.Variable;
  /** The data that both sides agree on: what was fed, or what the session's value will be read into. */
  agreed?: object;
}

/**
 * Variables that live in a session while it trains. tfjs sees them as its own: whoever looks at one gets the
 * session's value, read at that moment; whoever assigns one has the session take it over before the next step.
 */
export class SharedVariables {
  private readonly shared: Shared[];
  /** Whether the session holds newer values than tfjs. */
  private ahead = false;

  constructor(
    private readonly backend: NodeBackend,
    private readonly session: Session,
    variables: Map<string, tf.Variable>,
  ) {
    this.shared = [...variables].map(([name, variable]) => ({ name, variable }));
  }

  /** Hands to the session what was assigned in tfjs since the last step. */
  push(): void {
    const assigned = this.shared.filter(({ variable, agreed }) => dataIdOf(variable) !== agreed);
    if (assigned.length === 0) return;
    const ids = this.backend.getInputTensorIds(assigned.map(({ variable }) => variable));
    const feeds = new Map(assigned.map(({ name }, i) => [variableNames.feed(name), ids[i]!]));
    const done = this.session.run(
      feeds,
      assigned.map(({ name }) => variableNames.assigned(name)),
    );
    for (const { id } of done) this.backend.binding.deleteTensor(id);
    for (const one of assigned) one.agreed = dataIdOf(one.variable);
  }

  /** After a step: tfjs' values are old now, and are read from the session when somebody looks. */
  moveAhead(): void {
    if (this.ahead) return;
    this.ahead = true;
    for (const one of this.shared) one.agreed = this.postpone(one.variable);
  }

  /** Brings tfjs up to date. */
  pull(): void {
    if (!this.ahead) return;
    this.ahead = false;
    const current = this.shared.filter(
      ({ variable, agreed }) => !variable.isDisposed && dataIdOf(variable) === agreed,
    );
    const values = this.session.run(
      new Map(),
      current.map(({ name }) => variableNames.value(name)),
    );
    for (const [i, { variable }] of current.entries())
      settle(this.backend.tensorMap.get(dataIdOf(variable)), values[i]!.id);
  }

  /** Gives a variable data of its own that is not there yet; returns its data id. */
  private postpone(variable: tf.Variable): object {
    const { shape, dtype } = variable;
    const dataId = {};
    const entry = { shape, dtype: FLOAT, values: null, id: -1, refCount: 1 };
    this.backend.tensorMap.set(dataId, entry);
    // Not the variable's old data: a clone may still share that.
    const tensor = tf.engine().makeTensorFromTensorInfo({ dataId, shape, dtype });
    variable.assign(tensor);
    tensor.dispose();
    pullWhenLookedAt(entry, () => this.pull());
    return dataId;
  }
}

/** The addon's id is asked for by every operation, reference counts go up when another tensor shares the data. */
function pullWhenLookedAt(entry: TensorEntry, pull: () => void): void {
  let { refCount } = entry;
  Object.defineProperties(entry, {
    id: {
      configurable: true,
      enumerable: true,
      get() {
        pull();
        return entry.id;
      },
    },
    refCount: {
      configurable: true,
      enumerable: true,
      get: () => refCount,
      set(count: number) {
        if (count > refCount) pull();
        refCount = count;
        if (isSettled(entry)) settle(entry, entry.id, count);
      },
    },
  });
}

function isSettled(entry: TensorEntry): boolean {
  return Object.getOwnPropertyDescriptor(entry, 'id')!.get === undefined;
}

function settle(entry: TensorEntry, id: number, refCount = entry.refCount): void {
  const plain = { configurable: true, enumerable: true, writable: true };
  Object.defineProperties(entry, { id: { ...plain, value: id }, refCount: { ...plain, value: refCount } });
}
