import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GraphBuilder } from './graph-builder';
import type { Binding, Handle } from './tfjs';

/** Frees the sessions of models that nobody holds any more. */
const forgotten = new FinalizationRegistry<() => void>((close) => close());

/** A graph that TensorFlow has optimized and holds ready, with the variables that live in it. */
export class Session {
  private readonly id: number;
  private readonly closeOnce: () => void;

  /** @throws Error when TensorFlow refuses the graph, or the temporary folder cannot be written. */
  constructor(
    private readonly binding: Binding,
    graph: GraphBuilder,
  ) {
    const id = load(binding, graph);
    let open = true;
    this.closeOnce = () => {
      if (open) binding.deleteSavedModel(id);
      open = false;
    };
    this.id = id;
    forgotten.register(this, this.closeOnce, this);
  }

  /** Feeds tensors by id to the named inputs, and returns the named outputs. */
  run(feeds: Map<string, number>, outputs: string[]): Handle[] {
    const names = [...feeds.keys()].map(first).join();
    return this.binding.runSavedModel(this.id, [...feeds.values()], names, outputs.map(first).join());
  }

  close(): void {
    forgotten.unregister(this);
    this.closeOnce();
  }
}

/** The addon makes sessions from files only. */
function load(binding: Binding, graph: GraphBuilder): number {
  const folder = mkdtempSync(join(tmpdir(), 'unstuck-graph-'));
  try {
    graph.save(folder);
    return binding.loadSavedModel(folder, 'serve');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function first(name: string): string {
  return `${name}:0`;
}
