import { findLesson } from '.';
import { isQuestionId, lessonNamed, questionNamed } from './names';

test.each([
  '01-unnormalized-input',
  '1',
  '01',
  'unnormalized',
  'UNNORMALIZED-input',
  'notebooks/01-unnormalized-input.ipynb',
])('%s is lesson 1', (name) => expect(lessonNamed(name).slug).toBe('01-unnormalized-input'));

test.each([
  ['unormalised-input', /Did you mean 01-unnormalized-input\?/],
  ['resampeling', /Did you mean 03-resampling\?/],
  ['xyzzy', /there are: 01-unnormalized-input, /],
  ['99', /none called "99"/],
  ['-', /part of several names/],
])('%s is none, and what is meant is said', (name, message) => {
  expect(() => lessonNamed(name)).toThrow(message);
});

test('questions are named by their ids', () => {
  const lesson = findLesson('01-unnormalized-input');
  expect(questionNamed(lesson, 'Q2')).toBe('q2');
  expect(() => questionNamed(lesson, 'q9')).toThrow('it has: q1, q2, q3, q4');
  expect(['q1', 'Q12', 'quiz'].map(isQuestionId)).toEqual([true, true, false]);
});
