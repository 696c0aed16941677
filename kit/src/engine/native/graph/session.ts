import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GraphBuilder } from './graph-builder';
import type { Binding, Handle } from './tfjs';

/** Sessions kept for the next model with the same graph: loading and optimizing one takes a tenth of a second. */
const MOST_IDLE = 8;
const idle = new Map<string, number>();

/** Takes back the sessions of models that nobody holds any more. */
const forgotten = new FinalizationRegistry<() => void>((release) => release());

/** A graph that TensorFlow has optimized and holds ready, with the variables that live in it. */
export class Session {
  private readonly id: number;
  private readonly release: () => void;

  /** @throws Error when TensorFlow refuses the graph, or the temporary folder cannot be written. */
  constructor(
    private readonly binding: Binding,
    graph: GraphBuilder,
  ) {
    const bytes = graph.serialize();
    const key = createHash('sha256').update(bytes).digest('hex');
    const id = idle.get(key) ?? load(binding, bytes);
    idle.delete(key);
    let held = true;
    this.release = () => {
      if (held) keepIdle(binding, key, id);
      held = false;
    };
    this.id = id;
    forgotten.register(this, this.release, this);
  }

  /** Feeds tensors by id to the named inputs, and returns the named outputs. */
  run(feeds: Map<string, number>, outputs: string[]): Handle[] {
    const names = [...feeds.keys()].map(first).join();
    return this.binding.runSavedModel(this.id, [...feeds.values()], names, outputs.map(first).join());
  }

  close(): void {
    forgotten.unregister(this);
    this.release();
  }
}

/** The addon makes sessions from files only. */
function load(binding: Binding, bytes: Uint8Array): number {
  const folder = mkdtempSync(join(tmpdir(), 'unstuck-graph-'));
  try {
    writeFileSync(join(folder, 'saved_model.pb'), bytes);
    return binding.loadSavedModel(folder, 'serve');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function keepIdle(binding: Binding, key: string, id: number): void {
  if (idle.has(key)) binding.deleteSavedModel(id);
  else idle.set(key, id);
  const [oldest] = idle;
  if (idle.size <= MOST_IDLE || !oldest) return;
  idle.delete(oldest[0]);
  binding.deleteSavedModel(oldest[1]);
}

function first(name: string): string {
  return `${name}:0`;
}
