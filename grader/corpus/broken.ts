import type { Case } from '@unstuck/grader/corpus';
import type { Notebook } from '@unstuck/grader/notebook';
import { q1, RIGHT, WRONG } from './case';

const ALL = ['q1', 'q2', 'q3', 'q4'];
const all = (reason: string) => Object.fromEntries(ALL.map((id) => [id, reason]));
const named = (what: string) => `${what}-01-unnormalized-input`;

function withoutTraining({ cells, ...rest }: Notebook): Notebook {
  return { ...rest, cells: cells.filter((cell) => questionOf(cell) !== 'q2') };
}

function questionOf({ metadata }: Notebook['cells'][number]): string | undefined {
  return (metadata.unstuck as { question?: string } | undefined)?.question;
}

function text(notebook: Notebook): string {
  return JSON.stringify(notebook);
}

const REVOKED = 'const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); throw proxy;';

const mostRight = { q1: 'pass', q3: 'pass', q4: 'pass' };

export const cases: Case[] = [
  { name: named('empty-file'), file: () => '', expect: all('not-json') },
  { name: named('only-spaces'), file: () => ' \n\n ', expect: all('not-json') },
  { name: named('not-json'), file: () => 'function clippedGradient() {}', expect: all('not-json') },
  { name: named('truncated'), file: (right) => text(right).slice(0, -2000), expect: all('not-json') },
  {
    name: named('not-utf8'),
    file: (right) => Buffer.concat([Buffer.from(text(right)), Buffer.from([0xff, 0xfe, 0xc3])]),
    expect: all('not-utf8'),
  },
  {
    name: named('utf16'),
    file: (right) => Buffer.from(`\ufeff${text(right)}`, 'utf16le'),
    expect: all('not-utf8'),
  },
  {
    name: named('nbformat-3'),
    file: (right) => text({ ...right, nbformat: 3 as 4 }),
    expect: all('wrong-nbformat'),
  },
  { name: named('json-but-no-notebook'), file: () => '[1, 2, 3]', expect: all('wrong-nbformat') },
  { name: named('null'), file: () => 'null', expect: all('wrong-nbformat') },
  {
    name: named('deeply-nested'),
    file: () => '['.repeat(100_000) + ']'.repeat(100_000),
    expect: all('wrong-nbformat'),
  },
  {
    name: named('fifty-megabytes'),
    file: (right) => `${text(right).slice(0, -1)}, "padding": "${'x'.repeat(50 * 1024 * 1024)}"}`,
    expect: all('too-large'),
  },
  {
    name: named('ten-thousand-cells'),
    file: (right) => text({ ...right, cells: Array.from({ length: 10_000 }, () => right.cells[0]!) }),
    expect: all('too-many-cells'),
  },
  { name: 'of-no-lesson', file: () => '{"cells": [', error: 'not-json' },
  {
    name: 'of-an-unknown-lesson',
    file: (right) => ({ ...right, metadata: { unstuck: { lesson: '99-nothing' } } }),
    error: 'unknown-lesson',
  },
  {
    name: 'lesson-named-by-a-path',
    file: (right) => ({ ...right, metadata: { unstuck: { lesson: '../../../etc' } } }),
    error: 'unknown-lesson',
  },
  {
    name: 'every-cell-has-one-id',
    file: (right) => {
      const { cells, ...rest } = withoutTraining(right);
      return { ...rest, cells: cells.map((cell) => ({ ...cell, id: 'same' })) };
    },
    expect: mostRight,
  },
  {
    name: 'cells-in-reverse-order',
    file: (right) => {
      const { cells, ...rest } = withoutTraining(right);
      return { ...rest, cells: cells.toReversed() };
    },
    expect: mostRight,
  },
  {
    name: 'only-answers-left',
    file: (right) => {
      const { cells, ...rest } = withoutTraining(right);
      return { ...rest, cells: cells.filter((cell) => questionOf(cell) !== undefined) };
    },
    expect: mostRight,
  },
  {
    name: 'answered-twice',
    file: (right) => {
      const { cells, ...rest } = withoutTraining(right);
      const answer = cells.find((cell) => questionOf(cell) === 'q1')!;
      return { ...rest, cells: [...cells, answer] };
    },
    expect: { ...mostRight, q1: 'duplicate-answer' },
  },
  {
    name: 'an-empty-copy-beside-the-answer',
    file: (right) => {
      const { cells, ...rest } = withoutTraining(right);
      const answer = cells.find((cell) => questionOf(cell) === 'q1')!;
      return { ...rest, cells: [{ ...answer, id: 'copy', source: [] }, ...cells] };
    },
    expect: mostRight,
  },
  {
    name: 'a-list-in-place-of-curves',
    answers: { q3: `const diagnosis = ['overfitting', 'unnormalized-input', 'lr-too-high'];` },
    expect: { q3: 'wrong-type' },
  },
  {
    name: 'answer-in-a-text-cell',
    file: (right) => {
      const { cells, ...rest } = withoutTraining(right);
      const turned = cells.map((cell) =>
        questionOf(cell) === 'q1' ? ({ ...cell, cell_type: 'markdown' } as typeof cell) : cell,
      );
      return { ...rest, cells: turned };
    },
    expect: { ...mostRight, q1: 'not-code' },
  },
  {
    name: 'question-of-another-lesson-added',
    file: (right) => {
      const { cells, ...rest } = withoutTraining(right);
      const answer = cells.find((cell) => questionOf(cell) === 'q1')!;
      return { ...rest, cells: [...cells, { ...answer, metadata: { unstuck: { question: 'q77' } } }] };
    },
    expect: mostRight,
  },
  {
    name: 'questions-named-like-built-ins',
    file: (right) => {
      const { cells, ...rest } = withoutTraining(right);
      const answer = cells.find((cell) => questionOf(cell) === 'q1')!;
      const named = ['__proto__', 'constructor', 'toString'].map((question, i) => ({
        ...answer,
        id: `built-in-${i}`,
        metadata: { unstuck: { question } },
      }));
      return { ...rest, cells: [...named, ...cells] };
    },
    expect: mostRight,
  },
  {
    name: 'a-question-by-a-prototype',
    file: (right) => {
      const { cells, ...rest } = withoutTraining(right);
      const hidden = cells.map((cell) =>
        questionOf(cell) === 'q1' ? { ...cell, metadata: 'HIDDEN' } : cell,
      );
      const text = JSON.stringify({ ...rest, cells: hidden });
      return text.replace('"HIDDEN"', '{"__proto__":{"unstuck":{"question":"q1"}}}');
    },
    expect: { ...mostRight, q1: 'missing-answer' },
  },
  q1('empty-answer', '', 'missing-answer'),
  q1('only-a-comment', '// I did not get to this one\n', 'missing-export'),
  q1(
    'untouched',
    'function clippedGradient() { throw new Error("TODO q1: return the slope"); }',
    'not-attempted',
  ),
  q1('syntax-error', 'function clippedGradient(z: number { return 1; }', 'syntax-error'),
  q1('markdown-in-code', '# My answer\nfunction clippedGradient() { return 1; }', 'syntax-error'),
  q1('code-in-a-fence', '```ts\nfunction clippedGradient() { return 1; }\n```', 'syntax-error'),
  q1('binary', '\u0000\u0001\u0002', 'syntax-error'),
  q1('type-error-that-runs', `const unused: number = 'text';\n${RIGHT}`, 'pass'),
  q1('throws-an-error', `throw new Error('no');\n${RIGHT}`, 'throws'),
  q1('throws-a-string', `throw 'no';\n${RIGHT}`, 'throws'),
  q1('throws-undefined', `throw undefined;\n${RIGHT}`, 'throws'),
  q1(
    'throws-an-error-that-throws',
    `throw { toString() { throw new Error('again'); } };\n${RIGHT}`,
    'throws',
  ),
  q1('throws-when-called', 'function clippedGradient() { return (undefined as any).x; }', 'throws'),
  q1('rejects', 'async function clippedGradient() { return Promise.reject(new Error("no")); }', 'throws'),
  q1('rejects-at-load', `await Promise.reject('no');\n${RIGHT}`, 'throws'),
  q1('another-name', RIGHT.replace('clippedGradient', 'clippedSlope'), 'missing-export'),
  q1('a-number-in-place-of-a-function', 'const clippedGradient = 1;', 'wrong-type'),
  q1('gives-a-function', 'const clippedGradient = () => () => 1;', 'wrong-type'),
  q1('gives-a-string', 'const clippedGradient = () => "0.5";', 'wrong-value | wrong-type'),
  q1('gives-nothing', 'const clippedGradient = () => {};', 'wrong-value | wrong-type'),
  q1('gives-nan', 'const clippedGradient = () => NaN;', 'wrong-value | wrong-type'),
  q1(
    'uses-a-helper-of-another-cell',
    'const clippedGradient = (z: number, y: number) => sigmoidOfMine(z) - y;',
    'throws',
  ),
  q1('gives-a-tensor', 'const clippedGradient = (z: number) => tf.scalar(z);', 'wrong-type'),
  q1('gives-a-generator', 'function* clippedGradient(z: number) { yield z; }', 'wrong-type'),
  {
    name: 'shifts-the-image-that-it-was-given',
    lesson: '05-augmentation',
    answers: {
      q1: `
      function shiftImage(image: number[][], down: number, right: number) {
        const before = image.map((row) => [...row]);
        const nearest = (at: number, size: number) => Math.min(Math.max(at, 0), size - 1);
        before.forEach((row, i) => row.forEach((_, j) => {
          image[i]![j] = before[nearest(i - down, before.length)]![nearest(j - right, row.length)]!;
        }));
        return image;
      }`,
    },
    expect: { q1: 'changed-argument' },
  },
  {
    name: 'asked-parts-that-are-no-data',
    lesson: '06-scaler-leakage',
    answers: {
      q1: 'const standardize = (train: number[][], heldOut: number[][]) => ({ train: tf.tensor2d(train), heldOut });',
      q3: "const diagnosis = { A: new Set(['train-test-overlap']), B: 'overfitting', C: 'scaler-leakage' };",
    },
    expect: { q1: 'wrong-type', q3: 'wrong-type' },
  },
  q1('throws-what-cannot-be-looked-at', REVOKED, 'throws'),
  q1('wrong', WRONG, 'wrong-value'),
];
