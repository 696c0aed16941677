import type { QuestionResult } from '../grade';
import { feedback } from './feedback';

const LESSON = '01-unnormalized-input';

function told(...questions: Partial<QuestionResult>[]): string {
  const broken = {
    score: 0,
    maxScore: 2,
    status: 'error' as const,
    reason: 'not-json',
    message: 'is not JSON',
  };
  const results = questions.map((one, i) => ({ ...broken, id: `q${i + 1}`, evidence: {}, ...one }));
  const submission = { submission: 'hal.ipynb', lesson: LESSON, score: 0, maxScore: 4, questions: results };
  return feedback({ schema: 1, engine: 'node', seed: 1, results: [submission] });
}

test('what is wrong with the whole notebook is said once, and nobody is sent to read for it', () => {
  const text = told({}, {});
  expect(text).toContain('error  not-json: is not JSON');
  expect(text.split('is not JSON')).toHaveLength(2);
  expect(text).not.toContain('Read again');
});

test('what is wrong with each answer is said of each, with what to read', () => {
  const text = told({}, { reason: 'syntax-error', message: 'line 2' });
  expect(text).toContain('not-json: is not JSON');
  expect(text).toContain('syntax-error: line 2');
  expect(text.match(/Read again/g)).toHaveLength(2);
});
