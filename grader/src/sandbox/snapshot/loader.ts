/**
 * Runs in the start-up snapshot, first while it is made and then in each child. Node's own loader cannot be
 * in a snapshot, so this one runs the recorded files, and hands them to Node's when the child wakes up.
 * Its text is put into the snapshot's script: it imports nothing.
 */

/** A file as Node would call it. */
export type Body = (
  exports: unknown,
  require: (request: string) => unknown,
  module: { exports: unknown },
  filename: string,
  dirname: string,
) => void;

export interface Recording {
  bodies: Record<string, Body>;
  /** By file, which file each of its requests meant. */
  resolutions: Record<string, Record<string, string>>;
  /** Files that are run while the snapshot is made. */
  preloaded: string[];
  /** The file whose `main` is the child's. */
  main: string;
}

interface Loaded {
  id: string;
  filename: string;
  loaded: boolean;
  exports: unknown;
  paths?: string[];
}

/** Node's own loader, as far as this one needs it. */
interface NodeLoader {
  new (filename: string): Loaded;
  _cache: Record<string, Loaded>;
  _nodeModulePaths(directory: string): string[];
  createRequire(filename: string): NodeJS.Require;
}

/** Runs what is preloaded, and leaves the rest for when the child wakes up. */
export function prepare(recording: Recording, builtin: NodeJS.Require): void {
  const loader = new Loader(recording, builtin);
  for (const file of recording.preloaded) loader.load(file);
  const { startupSnapshot } = builtin('node:v8') as typeof import('node:v8');
  startupSnapshot.setDeserializeMainFunction(() => {
    loader.join(builtin('node:module') as NodeLoader);
    (loader.load(recording.main) as { main(): void }).main();
  });
}

class Loader {
  private modules: Record<string, Loaded> = Object.create(null);
  private node: NodeLoader | undefined;

  constructor(
    private readonly recording: Recording,
    private readonly builtin: NodeJS.Require,
  ) {}

  /** Runs a file once and returns its exports. */
  load(file: string): unknown {
    const known = this.modules[file];
    if (known) return known.exports;
    const body = this.recording.bodies[file];
    if (!body) return this.nodeRequire(file)(file);
    const module = this.create(file);
    this.modules[file] = module;
    try {
      body.call(module.exports, module.exports, this.requireOf(file), module, file, directoryOf(file));
    } catch (error) {
      delete this.modules[file];
      throw error;
    }
    module.loaded = true;
    return module.exports;
  }

  /** Gives Node's loader what is loaded, so that a student's `require` finds the same. */
  join(node: NodeLoader): void {
    this.node = node;
    for (const [file, { exports }] of Object.entries(this.modules))
      node._cache[file] = Object.assign(this.create(file), { exports, loaded: true });
    this.modules = node._cache;
  }

  private create(file: string): Loaded {
    if (!this.node) return { id: file, filename: file, loaded: false, exports: {} };
    const paths = this.node._nodeModulePaths(directoryOf(file));
    return Object.assign(new this.node(file), { filename: file, paths });
  }

  private requireOf(file: string): (request: string) => unknown {
    const resolutions = this.recording.resolutions[file] ?? {};
    const require = (request: string) => {
      const resolved = resolutions[request];
      if (resolved) return this.load(resolved);
      return this.node ? this.nodeRequire(file)(request) : this.builtin(request);
    };
    const resolve = (request: string) => resolutions[request] ?? this.nodeRequire(file).resolve(request);
    const cache = () => this.node?._cache;
    return Object.defineProperty(Object.assign(require, { resolve }), 'cache', { get: cache });
  }

  private nodeRequire(file: string): NodeJS.Require {
    if (!this.node) throw new Error(`${file} cannot be loaded into a snapshot`);
    return this.node.createRequire(file);
  }
}

function directoryOf(file: string): string {
  return file.slice(0, Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')));
}
