import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findLesson, lessonSlugs, root } from '../lessons';
import { parseMaster, solutionNotebook, submissionOf } from '../notebook';
import { untouchedNotebook } from '../progress';
import { type Remark, TypeChecker } from '.';
import { inPlainWords } from './plain-words';

const types = new TypeChecker(60_000);
let secrets: string;

beforeAll(() => {
  secrets = mkdtempSync(join(tmpdir(), 'unstuck-secret-'));
  writeFileSync(
    join(secrets, 'secret.ts'),
    "export const secret = 'hunter2'; declare global { const known: 'hunter2' }",
  );
  writeFileSync(join(secrets, 'secret.json'), '{"hunter2": 1}');
});

afterAll(async () => {
  await types.close();
  rmSync(secrets, { recursive: true });
});

function remarksOn(answers: string[], checker = types): Promise<Remark[][]> {
  return Promise.all(answers.map((answer) => checker.remarks(answer)));
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

/** An answer at which the compiler is busy: it gives each of so many types up by itself, after about 200 ms. */
function slow(types: number): string {
  return Array.from(
    { length: types },
    (
      _,
      i,
    ) => `type P${i}<S extends string> = S extends \`\${infer A}\${infer B}\` ? \`\${A}\${P${i}<B>}\` | \`\${P${i}<B>}\${A}\` : S;
    let y${i}: P${i}<'abcdefghijklmnopqrstuvwxyz'> = 'a';`,
  ).join('\n');
}

test('an answer that holds the compiler up is given up, and the next one is looked at', async () => {
  const hasty = new TypeChecker(500);
  expect(await remarksOn(['', slow(2000), 'const a: number = true;'], hasty)).toEqual([
    [],
    [],
    [expect.objectContaining({ line: 1 })],
  ]);
  await hasty.close();
});

test('an interrupt at the terminal does not reach a compiler at work', async () => {
  const code = `const { TypeChecker } = require(${JSON.stringify(join(root, 'grader/dist/type-check'))});
    (async () => {
      process.on('SIGINT', () => {});
      const types = new TypeChecker(60_000);
      await types.remarks('');
      const remarks = types.remarks(require('node:fs').readFileSync(0, 'utf8'));
      setTimeout(() => process.kill(0, 'SIGINT'), 500);
      console.log(JSON.stringify(await remarks));
      await types.close();
    })();`;
  const terminal = spawn(process.execPath, ['-e', code], { detached: true });
  terminal.stdin.end(`${slow(8)}\nconst a: number = true;`);
  let [said, complaints] = ['', ''];
  terminal.stdout.on('data', (chunk) => {
    said += chunk;
  });
  terminal.stderr.on('data', (chunk) => {
    complaints += chunk;
  });
  await once(terminal, 'close');
  expect(complaints).toBe('');
  expect(JSON.parse(said).at(-1)).toMatchObject({ code: 'const a: number = true;' });
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
