import { readFileSync } from 'node:fs';
import { findLesson, lessonSlugs } from '@unstuck/grader/lessons';
import { parseMaster } from '@unstuck/grader/notebook';
import { Compiler } from '../client/exercise/types/compiler';
import { declarations } from './declarations';

const compiler = new Compiler(new Map(Object.entries(declarations())));

test.each(lessonSlugs())('%s: neither a starter nor a reference answer is called wrong', (slug) => {
  const { master, questions } = findLesson(slug);
  const isCode = (id?: string) => id && ['function', 'training'].includes(questions[id]!.kind);
  const { cells } = parseMaster(readFileSync(master, 'utf8'), slug);
  const answers = cells
    .filter(({ question }) => isCode(question))
    .flatMap(({ source, stub }) => [source, stub!]);
  expect(answers).toHaveLength(4);
  for (const answer of answers) expect([answer, compiler.problems(answer)]).toEqual([answer, []]);
});

test.each([
  ['tf.layers.conv2d({ filter: 8, kernelSize: 3 });', 'filter: 8', "Did you mean to write 'filters'?"],
  ["tf.layers.dense({ units: 1, activation: 'sigmoids' });", 'activation', `"sigmoids"' is not assignable`],
  ['const model = tf.sequantial();', 'sequantial', "Did you mean 'sequential'?"],
  ['const accuracy: string = 1;', 'accuracy', "'number' is not assignable to type 'string'"],
  ['const [tf, { seed }] = [1, { seed: 2 }]; tf.layers;', 'layers', "does not exist on type 'number'"],
  ["import { tf } from 'unstuck'; tf.nothing;", 'nothing', "'nothing' does not exist"],
  ['function f( {', '', 'expected'],
])('%s: what is wrong is underlined', (answer, underlined, message) => {
  const [problem] = compiler.problems(answer);
  expect(problem!.message).toContain(message);
  expect(answer.slice(problem!.from, problem!.to)).toBe(underlined);
});

test('a name says its type and what it is for, where it stands', () => {
  const answer = 'const m = classWeight(Float32Array.of(0, 1));';
  expect(compiler.meaning(answer, answer.indexOf('Weight'))).toMatchObject({
    from: answer.indexOf('classWeight'),
    to: answer.indexOf('('),
    type: expect.stringContaining('classWeight('),
    documentation: expect.stringContaining('weight'),
  });
  expect(compiler.meaning(answer, answer.length)).toBeUndefined();
});
