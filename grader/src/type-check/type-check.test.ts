import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { findLesson, lessonSlugs, root } from '../lessons';
import { parseMaster, solutionNotebook, submissionOf } from '../notebook';
import { untouchedNotebook } from '../progress';
import type { Remark } from '.';
import { inPlainWords } from './plain-words';

let secrets: string;
let compiler: ChildProcess;
let lines: AsyncIterator<string>;

beforeAll(() => {
  secrets = mkdtempSync(join(tmpdir(), 'unstuck-secret-'));
  writeFileSync(
    join(secrets, 'secret.ts'),
    "export const secret = 'hunter2'; declare global { const known: 'hunter2' }",
  );
  writeFileSync(join(secrets, 'secret.json'), '{"hunter2": 1}');
  // In a process of its own: the compiler's client is an ES module, which jest does not load.
  const code = `const { TypeChecker } = require(${JSON.stringify(join(root, 'grader/dist/type-check'))});
    (async () => {
      const types = { patient: new TypeChecker(60_000), hasty: new TypeChecker(500) };
      for await (const line of require('node:readline').createInterface({ input: process.stdin })) {
        const [who, answers] = JSON.parse(line);
        console.log(JSON.stringify(await Promise.all(answers.map((answer) => types[who].remarks(answer)))));
      }
      await Promise.all([types.patient.close(), types.hasty.close()]);
    })();`;
  compiler = spawn(process.execPath, ['-e', code], { stdio: ['pipe', 'pipe', 'inherit'] });
  lines = createInterface({ input: compiler.stdout! })[Symbol.asyncIterator]();
});

afterAll(async () => {
  compiler.stdin!.end();
  await once(compiler, 'exit');
  rmSync(secrets, { recursive: true });
});

async function remarksOn(answers: string[], who: 'patient' | 'hasty' = 'patient'): Promise<Remark[][]> {
  compiler.stdin!.write(`${JSON.stringify([who, answers])}\n`);
  return JSON.parse((await lines.next()).value);
}

test('a remark names the line and what does not fit, types of the kit and of TensorFlow.js among them', async () => {
  const [answer] = await remarksOn([
    `// ä 😀
const scaler = new StandardScaler();
scaler.fitt([[1]]);
const layer = tf.layers.conv2d({ filter: 8, kernelSize: 3 });
const rate: number = 'small';
const sum = add(1, 2);`,
  ]);
  expect(answer!.map(({ line, says }) => `${line} ${says}`)).toEqual([
    '3 StandardScaler has no "fitt". Did you mean "fit"?',
    '4 ConvLayerArgs has no "filter". Did you mean "filters"?',
    '5 this is of type string; expected number.',
    '6 "add" is not known here: an answer is graded without the other cells.',
  ]);
  expect(answer![0]!.code).toBe('scaler.fitt([[1]]);');
});

test('no starter and no reference answer of any lesson gets a remark', async () => {
  const answers = lessonSlugs().flatMap((slug) => {
    const reference = solutionNotebook(parseMaster(readFileSync(findLesson(slug).master, 'utf8'), slug));
    return [untouchedNotebook(slug), reference].flatMap((notebook) => [...submissionOf(notebook).questions]);
  });
  const remarks = await remarksOn(answers.map(([, source]) => source));
  expect(remarks.length).toBeGreaterThan(90);
  expect(remarks.flatMap((some, i) => some.map((one) => ({ ...one, answer: answers[i] })))).toEqual([]);
});

test('a type that another cell declares costs nothing, and is nothing to remark', async () => {
  expect(
    await remarksOn(['const f = (layer: Layer, of: typeof nothing, g: a.B): NdArray => { throw 1; };']),
  ).toEqual([[]]);
});

test('an answer cannot have a file read to it', async () => {
  const links = [
    `import { secret } from '${join(secrets, 'secret')}'; const a: 1 = secret;`,
    `import secret from '${join(secrets, 'secret.json')}'; const a: 1 = secret;`,
    `/// <reference path="${join(secrets, 'secret.ts')}" />\nconst a: 1 = known;`,
    `/// <reference types="${join(secrets, 'secret')}" />\nconst a: 1 = known;`,
    `let a: typeof import('${join(secrets, 'secret')}') = 1;`,
    "import { SEED } from '../solutions/claims/01-unnormalized-input'; const a: string = SEED;",
    "import data from '@unstuck/grader/specs/01-unnormalized-input/questions.json'; const a: 1 = data;",
  ];
  const remarks = await remarksOn(links);
  expect(JSON.stringify(remarks)).not.toContain('hunter2');
  for (const some of remarks) expect(some[0]!.says).toMatch(/no package|not found|Cannot find type/);
});

test('an answer that holds the compiler up is given up, and the next one is looked at', async () => {
  // The compiler gives each of them up by itself after about 200 ms, which makes minutes of all.
  const endless = Array.from(
    { length: 2000 },
    (
      _,
      i,
    ) => `type P${i}<S extends string> = S extends \`\${infer A}\${infer B}\` ? \`\${A}\${P${i}<B>}\` | \`\${P${i}<B>}\${A}\` : S;
      let y${i}: P${i}<'abcdefghijklmnopqrstuvwxyz'> = 'a';`,
  );
  expect(await remarksOn(['', endless.join('\n'), 'const a: number = true;'], 'hasty')).toEqual([
    [],
    [],
    [expect.objectContaining({ line: 1 })],
  ]);
});

test('a compiler that is closed at any moment of its start leaves nothing behind, and nothing fails', () => {
  const code = `const { TypeChecker } = require(${JSON.stringify(join(root, 'grader/dist/type-check'))});
    (async () => {
      for (const milliseconds of [0, 5, 30, 150]) {
        const types = new TypeChecker();
        types.remarks('const a: number = true;');
        await new Promise((resolve) => setTimeout(resolve, milliseconds));
        await types.close();
      }
    })();`;
  // It would go on for ever where something was left.
  expect(spawnSync(process.execPath, ['-e', code], { encoding: 'utf8', timeout: 60_000 })).toMatchObject({
    status: 0,
    stderr: '',
  });
});

test('what there are no words for is said in the words of the compiler', () => {
  expect(inPlainWords(2588, "Cannot assign to 'a'.")).toBe("Cannot assign to 'a'.");
});
