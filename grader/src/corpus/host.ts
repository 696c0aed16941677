import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { root } from '../lessons';

/** A picture of one white pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAWk1v8QAAAABJRU5ErkJggg==',
  'base64',
);

/**
 * What hostile code would like to reach, laid out on this machine: a secret file, a server on loopback, a word in
 * the environment. `damage` says what was reached.
 */
export class Host {
  private readonly secret: string;
  private readonly before: string;
  private connections = 0;

  private constructor(
    private readonly folder: string,
    private readonly mark: string,
    private readonly servers: Server[],
  ) {
    this.secret = `${mark}-secret`;
    mkdirSync(join(folder, 'neighbour'), { recursive: true });
    writeFileSync(this.canary, this.secret);
    writeFileSync(`${this.canary}.png`, PIXEL);
    process.env.UNSTUCK_CORPUS_SECRET = this.secret;
    this.before = courseState();
  }

  /** @param folder of the submissions. @param mark a word that nothing else on this machine contains. */
  static async layOut(folder: string, mark: string): Promise<Host> {
    const servers = [createServer(), createServer()];
    const host = new Host(folder, mark, servers);
    for (const server of servers)
      server.on('connection', (socket) => {
        host.connections += 1;
        socket.destroy();
      });
    await new Promise<void>((resolve) => servers[0]!.listen(0, '127.0.0.1', resolve));
    await new Promise<void>((resolve) => servers[1]!.listen(host.socket, resolve));
    return host;
  }

  /** Puts this machine's paths and ports in the place of their names. */
  fill = (text: string): string => {
    const { port } = this.servers[0]!.address() as { port: number };
    const names: Record<string, string> = {
      __MARK__: this.mark,
      __CANARY__: this.canary,
      __CANARY_IMAGE__: `${this.canary}.png`,
      __SUBMISSIONS__: this.folder,
      __OUTSIDE__: join(this.folder, `${this.mark}-outside`),
      __SOCKET__: this.socket,
      __PORT__: String(port),
      __REPO__: root,
      __HOME__: homedir(),
    };
    return text.replace(/__[A-Z_]+?__/g, (name) => names[name] ?? name);
  };

  /** What was done to this machine, one line each; nothing where all is as it was. `report`: what was said outside. */
  damage(report: string): string[] {
    return [
      ...(report.includes(this.secret) ? ['a secret is in the report'] : []),
      ...(existsSync(this.canary) && readFileSync(this.canary, 'utf8') === this.secret
        ? []
        : ['another submission was changed']),
      ...(courseState() === this.before ? [] : ['the files of the course were changed']),
      ...(this.connections > 0 ? [`${this.connections} connections were made`] : []),
      ...this.strayFiles().map((file) => `${file} was written`),
      ...strayProcesses(this.mark).map((command) => `a process was left behind: ${command}`),
    ];
  }

  close(): void {
    delete process.env.UNSTUCK_CORPUS_SECRET;
    for (const server of this.servers) server.close();
  }

  private get canary(): string {
    return join(this.folder, 'neighbour', 'answer');
  }

  private get socket(): string {
    return join(this.folder, 'neighbour', 'socket');
  }

  private strayFiles(): string[] {
    const places = [
      this.folder,
      tmpdir(),
      '/tmp',
      '/var/tmp',
      '/dev/shm',
      '/run',
      homedir(),
      root,
      process.cwd(),
    ];
    return [...new Set(places)]
      .filter((place) => existsSync(place))
      .flatMap((place) => readdirSync(place).map((name) => join(place, name)))
      .filter((file) => basename(file).includes(this.mark) && file !== this.folder);
  }
}

/** Changes with every file that a verdict depends on. */
function courseState(): string {
  const hash = createHash('sha256');
  for (const folder of ['grader/specs', 'grader/dist', 'solutions', 'datasets', 'kit/dist'])
    for (const file of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).sort()) {
      const { size, mtimeMs, mode } = statSync(join(root, folder, file));
      hash.update(`${folder}/${file} ${size} ${mtimeMs} ${mode}\n`);
    }
  return hash.digest('hex');
}

/** Commands of processes that carry the mark, or that only a case of the corpus would start. */
function strayProcesses(mark: string): string[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map(commandOf)
    .filter((command) => command.includes(mark) || command === 'sleep 86399');
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim();
  } catch {
    return '';
  }
}
