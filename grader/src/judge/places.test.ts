import { join } from 'node:path';
import { cacheRoot } from 'unstuck/engine/native';
import { root } from '../lessons';
import { withoutPlaces } from './places';

const frame = `    at eval (eval at cellOf (${root}/grader/dist/sandbox/cell.js:14:16), <anonymous>:4:17)`;

test.each([
  ['a file of the course', `no ${join(root, 'kit/dist/index.js')}`, 'no course/kit/dist/index.js'],
  ['a file of the cache', `no ${join(cacheRoot(), 'start-up')}`, 'no cache/start-up'],
  ['a stack', `Error: mine\n${frame}\n${frame}`, 'Error: mine'],
  ['a stack in the midst of text', `The formula "Error\n${frame}" is none`, 'The formula "Error" is none'],
  ['a stack that was quoted', `A: ${JSON.stringify(`Error\n${frame}`)}, B: "x"`, 'A: "Error", B: "x"'],
  ['a stack that was quoted and cut', `A: "Error\\n    at eval (ev …, B: "x"`, 'A: "Error …, B: "x"'],
])('%s is not shown', (_what, text, shown) => {
  expect(withoutPlaces(text)).toBe(shown);
});

test('text of several lines stays as it is', () => {
  const text = '`x` is 1\n  at the first place\n 1 | a\n   ^ here';
  expect(withoutPlaces(text)).toBe(text);
});
