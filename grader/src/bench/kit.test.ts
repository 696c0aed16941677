import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KIT_WARM_UP, kitBench } from './kit';

const tiny = { cases: ['smote-3000', 'images'], rows: 40, rounds: 2 };
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'unstuck-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A program that speaks the protocol and says it took half a second for as many rows as it is told. */
function original(rows: number): string {
  const file = join(folder, `original-${rows}`);
  const answers = `*hello*) echo '{"threads":2,"versions":{"sklearn":"1"}}';; *prepare*) echo '{}';; *) echo '{"seconds":0.5,"rows":${rows}}';;`;
  writeFileSync(file, `#!/bin/sh\nwhile read -r line; do case "$line" in ${answers} esac; done\n`);
  chmodSync(file, 0o755);
  return file;
}

test('without Python the original’s numbers are null, and the warm-up does not count', async () => {
  const seconds: number[] = [];
  const onTurn = (name: string, side: string, spent: number) => {
    expect(side).toBe('kit');
    if (name === 'images') seconds.push(spent);
  };
  const { cases, sides } = await kitBench({ ...tiny, onTurn });
  expect(Object.keys(sides)).toEqual(['kit']);
  expect(cases.map(({ name }) => name)).toEqual(tiny.cases);
  expect(seconds).toHaveLength(KIT_WARM_UP + 2);
  const [a, b] = seconds.slice(KIT_WARM_UP);
  expect(cases[1]).toEqual({
    name: 'images',
    kitSeconds: (a! + b!) / 2,
    originalSeconds: null,
    kitOverOriginal: null,
  });
});

test('the sides take turns, and the ratio is the kit’s over the original’s', async () => {
  const turns: string[] = [];
  const { cases, sides } = await kitBench({
    ...tiny,
    cases: ['images'],
    python: original(40),
    onTurn: (_name, side) => turns.push(side),
  });
  expect(turns).toEqual(Array.from({ length: KIT_WARM_UP + 2 }, () => ['kit', 'original']).flat());
  expect(sides.original).toEqual({ threads: 2, versions: { sklearn: '1' } });
  const [result] = cases;
  expect(result!.originalSeconds).toBe(0.5);
  expect(result!.kitOverOriginal).toBe(result!.kitSeconds / 0.5);
});

test('sides that did not do the same work are not compared, and nothing is left behind', async () => {
  const mine = () => readdirSync(tmpdir()).filter((name) => name.startsWith('unstuck-bench-'));
  const before = mine();
  await expect(kitBench({ ...tiny, cases: ['images'], python: original(39) })).rejects.toThrow(
    'images: 40 rows came out of the kit and 39 out of the original; their times cannot be compared',
  );
  expect(mine()).toEqual(before);
});

test('an absent Python is an error that names it and says what to do', async () => {
  await expect(kitBench({ ...tiny, python: '/no/such/python' })).rejects.toThrow(
    /the original worker could not be started \(spawn \/no\/such\/python ENOENT\); UNSTUCK_PYTHON is "\/no\/such\/python"; .*kit\/reference\/README\.md/,
  );
});

test('a Python without the originals is an error that says so', async () => {
  const python = join(folder, 'python');
  // -S: without site-packages no Python has them.
  writeFileSync(python, '#!/bin/sh\nexec python3 -I -S "$@"\n');
  chmodSync(python, 0o755);
  await expect(kitBench({ ...tiny, python })).rejects.toThrow(
    /the original worker ended with exit code 1:\n {2}ModuleNotFoundError: No module named 'imblearn'.*\nUNSTUCK_PYTHON is/,
  );
});

test('an unknown case is an error before anything starts', async () => {
  await expect(kitBench({ cases: ['smote'] })).rejects.toThrow('case: there is no "smote"; there are: ');
});

const python = process.env.UNSTUCK_PYTHON;

if (python)
  test('the originals do the same work', async () => {
    const { cases, sides } = await kitBench({ rows: 80, rounds: 1, python });
    for (const { kitSeconds, originalSeconds, kitOverOriginal } of cases)
      expect(kitOverOriginal).toBe(kitSeconds / originalSeconds!);
    expect(sides.original!.versions).toMatchObject({ 'scikit-learn': '1.4.2', 'imbalanced-learn': '0.12.4' });
  });
