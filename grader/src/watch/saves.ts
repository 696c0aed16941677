import { existsSync, type FSWatcher, statSync, watch } from 'node:fs';
import { basename, dirname } from 'node:path';

/** Editors write in several steps, and Jupyter by another name that is then changed, in milliseconds. */
const SETTLED = 60;
/** Network drives and containers tell nothing: then the files are looked at so often, in milliseconds. */
const LOOK_EVERY = 700;

/** Tells of each save of some files, also where an editor puts another file in its place. */
export class Saves {
  private readonly watchers: FSWatcher[] = [];
  private readonly timer: NodeJS.Timeout;
  private readonly pending = new Map<string, NodeJS.Timeout>();
  private readonly seen = new Map<string, string>();

  constructor(
    private readonly files: readonly string[],
    private readonly onSave: (file: string) => void,
  ) {
    for (const file of files) this.seen.set(file, stamp(file));
    for (const folder of new Set(files.map((file) => dirname(file)))) this.listen(folder);
    this.timer = setInterval(() => {
      for (const file of files) this.look(file);
    }, LOOK_EVERY);
  }

  close(): void {
    clearInterval(this.timer);
    for (const timer of this.pending.values()) clearTimeout(timer);
    for (const watcher of this.watchers) watcher.close();
  }

  private listen(folder: string): void {
    try {
      const watcher = watch(folder, (_event, name) => {
        const file = this.files.find((one) => dirname(one) === folder && basename(one) === name);
        if (file) this.soon(file);
      });
      // The folder is looked at all the same.
      watcher.on('error', () => watcher.close());
      this.watchers.push(watcher);
    } catch {
      // Too many watchers on this machine, or a file system without them.
    }
  }

  private soon(file: string): void {
    clearTimeout(this.pending.get(file));
    this.pending.set(
      file,
      setTimeout(() => this.look(file), SETTLED),
    );
  }

  private look(file: string): void {
    const now = stamp(file);
    if (now === this.seen.get(file)) return;
    this.seen.set(file, now);
    if (now !== '') this.onSave(file);
  }
}

function stamp(file: string): string {
  if (!existsSync(file)) return '';
  const { mtimeMs, size, ino } = statSync(file);
  return `${mtimeMs} ${size} ${ino}`;
}
