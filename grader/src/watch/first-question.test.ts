import { readFileSync } from 'node:fs';
import { now } from 'unstuck/clock';
import { findLesson } from '../lessons';
import { parseMaster, submissionOf } from '../notebook';
import { solutionNotebook } from '../notebook/student';
import { emptyWorkplace, progressIn, saveAnswer } from '../progress/workplace.fixture';
import { Screen } from './screen.fixture';

const LESSON = '01-unnormalized-input';
const folder = emptyWorkplace();

/** The command that stands below a line of the screen. */
function printedAfter(screen: Screen, words: string): string {
  const lines = screen.text().split('\n');
  const at = lines.findLastIndex((line) => line.includes(words));
  return lines
    .slice(at)
    .find((line) => line.trim().startsWith('npx unstuck'))!
    .trim();
}

/** Without what differs from run to run. */
function steady(text: string): string {
  return text
    .replaceAll(folder, 'COURSE')
    .replace(/(\d+ of \d+ calls are wrong:)[\s\S]*?(?=Read again)/g, '$1 …\n            ');
}

/** What a machine without the native engine is told, on every machine. */
beforeEach(() => {
  process.env.UNSTUCK_ENGINE = 'wasm';
});
afterEach(() => {
  delete process.env.UNSTUCK_ENGINE;
});

test('a first-time user reaches the first green question by what is printed', async () => {
  const { master } = findLesson(LESSON);
  const solutions = submissionOf(
    solutionNotebook(parseMaster(readFileSync(master, 'utf8'), LESSON)),
  ).questions;
  const screen = new Screen(80, folder);
  expect(await screen.run('npx unstuck')).toBe(0);
  const hint = printedAfter(screen, 'If you are stuck');

  const watch = screen.begin(printedAfter(screen, 'this grades what changed'));
  await screen.until('Ctrl-C ends');
  const wrong = 'function clippedGradient(z: number, y: number) { return 1 / (1 + Math.exp(-z)) - y; }';
  saveAnswer(LESSON, 'q1', () => wrong);
  await screen.until('Stuck?');
  screen.type('\x03');
  expect(await watch.ended).toBe(0);

  expect(await screen.run(hint)).toBe(0);
  const again = screen.begin('npx unstuck watch 01');
  await screen.until('Ctrl-C ends');
  saveAnswer(LESSON, 'q1', () => solutions.get('q1')!);
  await screen.until('Next:');
  screen.type('\x03');
  await again.ended;
  await screen.run('npx unstuck next');

  expect(steady(screen.text())).toMatchSnapshot();
  expect(screen.text()).toMatch(/✓ pass +q1 {2}2\/2/);
  expect(progressIn(folder).lessons[LESSON].q1).toMatchObject({ status: 'pass', points: 2, hints: 1 });
});

test('a training shows its curve while it goes on; what needs none is answered by a judge that is warm', async () => {
  delete process.env.UNSTUCK_ENGINE;
  const screen = new Screen(80, folder);
  const cold = now();
  await screen.run('npx unstuck check 01 q3');
  const coldly = now() - cold;
  const watch = screen.begin('npx unstuck watch 01');
  await screen.until('Ctrl-C ends');
  const warmly: number[] = [];
  // The types are told as soon as their compiler is warm, too.
  for (let n = 0; !screen.text().includes('this is of type string; expected number.'); n++) {
    saveAnswer(LESSON, 'q3', (source) => `${source}\nconst n${n}: number = '';`);
    const saved = now();
    await screen.until('Stuck?');
    warmly.push(now() - saved);
  }
  expect(Math.min(...warmly)).toBeLessThan(coldly);
  saveAnswer(LESSON, 'q2', (source) => source.replace('return x;', 'return x.div(255);'));
  await screen.until('training 1:');
  await screen.until('█');
  // A newer answer takes the place of the one that is judged.
  saveAnswer(LESSON, 'q2', () => 'const nothing = 1;');
  await screen.until('missing-export');
  screen.type('\x03');
  expect(await watch.ended).toBe(0);
});

test.each(['', ' --help', ' grade', ' next 03', ' progress 01', ' hint 03 q1', ' watch nothing', ' hint q9'])(
  'npx unstuck%s fits into 40 columns',
  async (words) => {
    const screen = new Screen(40, folder);
    await screen.run(`npx unstuck${words}`);
    expect(screen.text().split('\n').length).toBeGreaterThan(1);
    expect(screen.wrapped()).toEqual([]);
  },
);
