import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Isolation, Tried } from '../sandbox';

const program = join(__dirname, '../../bin/unstuck.js');
const cache = mkdtempSync(join(tmpdir(), 'unstuck-doctor-'));
chmodSync(cache, 0o755);
afterAll(() => rmSync(cache, { recursive: true, force: true }));

/** Runs the real command, perhaps as somebody else. */
function doctor(env: Record<string, string>, as: string[] = []) {
  const command = [...as, process.execPath, program, 'doctor', '--sandbox', '--json'];
  const run = spawnSync(command[0]!, command.slice(1), {
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  if (run.status !== 0 && run.status !== 1) throw new Error(run.stderr);
  return { code: run.status, report: JSON.parse(run.stdout) as Isolation & { selfTest: Tried[] } };
}

const open = ({ selfTest }: { selfTest: Tried[] }) =>
  selfTest.filter(({ held }) => !held).map(({ attempt, answer }) => `${attempt}: ${answer}`);

test('nothing gets through the walls of who runs the tests', () => {
  const { code, report } = doctor({});
  expect(open(report)).toEqual([]);
  expect(report).toMatchObject({ schema: 1, sandbox: 'bubblewrap', weaker: null });
  expect(code).toBe(0);
});

/** An ordinary user, where it is root that runs the tests; one who cannot read the checkout keeps root's name, without its rights. */
function ordinaryUser(): string[] {
  if (process.getuid!() !== 0) return [];
  const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
  const reads = spawnSync(nobody[0]!, [...nobody.slice(1), process.execPath, program, '--version']);
  return reads.status === 0
    ? nobody
    : ['setpriv', '--bounding-set=-all', '--inh-caps=-all', '--ambient-caps=-all'];
}

test('nor through those of an ordinary user, who may make no control groups', () => {
  const notYet = join(cache, 'not-yet');
  const { code, report } = doctor({ HOME: cache, UNSTUCK_CACHE: notYet }, ordinaryUser());
  expect(open(report)).toEqual([]);
  expect(report.sandbox).toBe('bubblewrap');
  expect(code).toBe(0);
});

test("behind Node's permission model alone, it says what is open", () => {
  const { code, report } = doctor({ UNSTUCK_SANDBOX: 'node' });
  expect(open(report).sort()).toEqual([
    'fill its folder: open',
    'open a connection: open',
    'read a file outside by native code: open',
  ]);
  expect(report).toMatchObject({ sandbox: 'node', memory: 'watchdog' });
  expect(code).toBe(1);
});
