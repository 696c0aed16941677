import { toMatchReference } from './reference';

const judge = (got: unknown, expected: never) => toMatchReference([got], [{ call: 'f()', expected }]);

test.each([
  ['a number', 1 / 3, 0.333333333],
  ['a large number, relatively', 1e9 + 1, 1e9],
  ['an infinity', Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
  ['text', 'a', 'a'],
  ['a matrix', [[1, 2], [3.0000000001]], [[1, 2], [3]]],
  ['an object', { mean: [0.1 + 0.2], kept: true, name: 'x' }, { mean: [0.3], kept: true, name: 'x' }],
  ['null', null, null],
])('%s is right', (_what, got, expected) => {
  expect(judge(got, expected as never).pass).toBe(true);
});

test.each([
  ['another number', 1, 2, 'f() gave 1, expected 2.'],
  ['a number that is off in a late digit', 1.000002, 1, 'f() gave 1.000002, expected 1.'],
  ['NaN', Number.NaN, 2, 'f() gave NaN, expected 2.'],
  ['no number', '2', 2, 'f() gave "2", expected 2.'],
  ['truth in place of 1', true, 1, 'f() gave true, expected 1.'],
  ['another string', 'a', 'b', 'f() gave "a", expected "b".'],
  ['nothing', undefined, [1], 'f() gave nothing, expected [1].'],
  ['a part of it', [[1, 2], [3]], [[1, 2], [4]], 'f() gave 3 at [1][0], expected 4.'],
  ['a short row', [[1], [3]], [[1, 2], [3]], 'f() gave [1] at [0], expected [1,2].'],
  ['a missing key', { a: 1 }, { a: 1, b: [2] }, 'f() gave nothing at .b, expected [2].'],
  ['a nested key', { a: { b: 'x' } }, { a: { b: true } }, 'f() gave "x" at .a.b, expected true.'],
  ['a long list', Array(30).fill(1), ['a'], 'f() gave an array of 30, expected ["a"].'],
  ['a list that holds NaN', [1, Number.NaN], [1], 'f() gave [1,NaN], expected [1].'],
  ['a list for an object', [1], { a: 1 }, 'f() gave [1], expected an object with a.'],
])('%s is named', (_what, got, expected, message) => {
  const { reason, feedback } = judge(got, expected as never);
  expect(reason).toBe('wrong-value');
  expect(feedback).toBe(`1 of 1 calls are wrong: ${message}`);
});

test('no more than three wrong calls are shown', () => {
  const cases = [1, 2, 3, 4, 5].map((expected) => ({ call: `f(${expected})`, expected }));
  const { feedback, evidence } = toMatchReference([1, 0, 0, 0, 0], cases);
  expect(feedback).toMatch(/^4 of 5 calls are wrong: f\(2\).*f\(3\).*f\(4\)[^f]*$/);
  expect(evidence).toEqual({ wrong: 4, calls: 5 });
});
