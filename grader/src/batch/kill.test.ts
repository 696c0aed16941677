import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { now } from 'unstuck/clock';
import { generator } from 'unstuck/random';
import { contentOf, quick, start, temporaryFolder, unstuck, writeFiles } from './class.fixture';

/** The long test is `UNSTUCK_KILLS=50 npx jest grader/src/batch/kill`. */
const KILLS = Number(process.env.UNSTUCK_KILLS ?? 3);
const folder = temporaryFolder();
const handedIn = join(folder, 'class');
const draw = generator(Number(process.env.UNSTUCK_KILL_SEED ?? 1));
let undisturbed: Record<string, unknown>;
let milliseconds: number;

const command = (out: string) => [
  'batch',
  handedIn,
  '--out',
  join(folder, out),
  '--seed',
  '3',
  '--workers',
  '2',
];

beforeAll(async () => {
  const names = Array.from({ length: 5 }, (_, i) => `student-${i}`);
  writeFiles(handedIn, Object.fromEntries(names.map((name) => [`${name}.ipynb`, quick(name)])));
  writeFiles(handedIn, { 'twin.ipynb': quick('student-0'), 'broken.ipynb': '' });
  const begun = now();
  expect(await unstuck(...command('undisturbed'))).toMatchObject({ code: 0 });
  milliseconds = now() - begun;
  undisturbed = contentOf(join(folder, 'undisturbed'));
});

test.each(Array.from({ length: KILLS }, (_, i) => [i + 1]))(
  'killed at a random moment (%i), then run again: the gradebook of an undisturbed run',
  async (i) => {
    const out = `killed-${i}`;
    // Often more than once, as it happens; sometimes only the batch itself, sometimes its processes with it.
    const deaths = 1 + Math.floor(2 * draw());
    for (let death = 0; death < deaths; death++) {
      const { child, ended } = start(...command(out));
      await sleep(draw() * milliseconds);
      const target = draw() < 0.5 ? child.pid! : -child.pid!;
      if (child.exitCode === null) process.kill(target, 'SIGKILL');
      await ended;
    }
    expect(await unstuck(...command(out))).toMatchObject({ code: 0 });
    expect(contentOf(join(folder, out))).toEqual(undisturbed);
  },
);
