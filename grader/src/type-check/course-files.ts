import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { root } from '../lessons';

/** The answer and what stands around it, as files that are nowhere on the disk, below the checkout's packages. */
const FOLDER = join(root, 'answer');
export const PROJECT = join(FOLDER, 'tsconfig.json');
export const ANSWER = join(FOLDER, 'answer.ts');
const CONTEXT = join(FOLDER, 'context.d.ts');

/** As a notebook's own compiler has it, which is not strict either: no remark here where that one is content. */
const SETTINGS = {
  compilerOptions: {
    module: 'esnext',
    moduleResolution: 'bundler',
    target: 'es2022',
    lib: ['es2022'],
    types: ['node'],
    esModuleInterop: true,
    skipLibCheck: true,
    strict: false,
    noEmit: true,
  },
  files: ['context.d.ts', 'answer.ts'],
};

/**
 * What the compiler reads: one answer, the kit's names around it, and the types of installed packages. Whatever an
 * answer names besides (a file of this machine, the solutions, a spec) is not there for it: what a message of the
 * compiler says of a file would else be a way to read it.
 */
export class CourseFiles {
  private readonly made = new Map([
    [PROJECT, JSON.stringify(SETTINGS)],
    [CONTEXT, contextOf(readFileSync(typesOfKit(), 'utf8'))],
    [ANSWER, ''],
  ]);
  private readonly folders = readable();

  /** Puts another answer in the place of the one before. A module: its names are its own. */
  put(source: string): void {
    this.made.set(ANSWER, `${source}\nexport {};\n`);
  }

  // Undefined lets the compiler read the disk, null says that there is no such file.
  readFile = (path: string): string | null | undefined =>
    this.made.get(path) ?? (this.isReadable(path) ? undefined : null);
  fileExists = (path: string): boolean =>
    this.made.has(path) || (this.isReadable(path) && statSync(path).isFile());
  directoryExists = (path: string): boolean =>
    path === FOLDER || (this.isReadable(path) && statSync(path).isDirectory()) || this.leadsThere(path);
  getAccessibleEntries = (path: string) =>
    this.isReadable(path) ? undefined : { files: [], directories: [] };
  realpath = (path: string): string => (this.isReadable(path) ? realpathSync(path) : path);

  /** By where it really is: packages of this checkout are links to folders that hold more. */
  private isReadable(path: string): boolean {
    if (!existsSync(path)) return false;
    const real = realpathSync(path);
    return this.folders.some((folder) => real === folder || real.startsWith(folder + sep));
  }

  /** A package is looked for only in a folder that is there. */
  private leadsThere(path: string): boolean {
    const real = existsSync(path) ? realpathSync(path) : path;
    return this.folders.some((folder) => folder.startsWith(real + sep));
  }
}

function readable(): string[] {
  const kit = dirname(dirname(typesOfKit()));
  const places = [
    join(root, 'node_modules'),
    join(kit, 'dist'),
    join(kit, 'package.json'),
    join(kit, 'node_modules'),
  ];
  return places.filter((place) => existsSync(place)).map((place) => realpathSync(place));
}

function typesOfKit(): string {
  return require.resolve('unstuck').replace(/\.js$/, '.d.ts');
}

/** The kit's names, types among them, in scope as in a graded cell. */
function contextOf(types: string): string {
  const lists = [...types.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, list]) =>
    list!.split(','),
  );
  const spaces = [...types.matchAll(/^export \* as (\w+)/gm)].map(([, name]) => name!);
  const names = [...lists.map((name) => name.trim()).filter(Boolean), ...spaces];
  const declared = names.map((name) => `export import ${name} = kit.${name};`);
  return `import * as kit from 'unstuck';\ndeclare global {\n${declared.join('\n')}\n}\n`;
}
