import { toEqualFormula } from './formula';

const points = [
  { q: 0.2, p1: 0.3 },
  { q: 0.5, p1: 0.7 },
];
const judge = (formula: string) =>
  toEqualFormula(formula, 'log(1 + p1 * (1 - q)) + q', { points, derivativeBy: 'q' });

test.each([
  ['with line ends', '\n  log(1 + p1 * (1 - q))\n    + q\n'],
  ['ended like a statement', 'log(1 + p1 * (1 - q)) + q;'],
  ['a variable in front of brackets', 'log(1 + p1(1 - q)) + q'],
  ['a number and a variable in front of brackets', 'log(1 + 0.5p1 (2 - 2q)) + q'],
  ['an equation', 'L = log(1 + p1 * (1 - q)) + q'],
  ['a function', 'f(p1, q) = log(1 + p1 * (1 - q)) + q'],
  ['signs of a text editor', 'log(1 + p1 · (1 − q)) + q'],
  ['the power of another language', 'log(1 + p1 * (1 - q) ** 1) + q'],
  ['a square, a root and pi as signs', 'log(1 + √(p1²) * (1 - q)) + q + cos(0.5π)'],
  ['brackets of all kinds', 'log[1 + p1 {1 - q}^{1}] + q'],
  ['with a comment in each line', 'log(1 + p1 * (1 - q)) # known\n + q # rest; and more'],
  ['a cube as a sign', 'log(1 + p1³ / p1^2 * (1 - q)) + q'],
  ['ln', 'ln(1 + p1 * (1 - q)) + q'],
  ['log1p, which ends like a variable', 'log1p(p1 * (1 - q)) + q'],
  ['two cases', 'q > 0 ? log(1 + p1 * (1 - q)) + q : 0'],
  ['without a sign to multiply', 'log(1 + p1 - p1 q) + q'],
])('%s is read', (_what, formula) => {
  expect(judge(formula)).toMatchObject({ feedback: '', reason: 'pass' });
});

// Each of these takes gigabytes, or hours, where it is computed.
test.each([
  ['a matrix as large as the memory', 'q + 0 * sum(ones(30000, 30000))', 'sum'],
  ['a range', 'q + 0 * sum(1:3000000000)', 'sum'],
  ['numbers of any length', 'q + 0 * bignumber(10) ^ bignumber(9e9)', 'bignumber'],
  ['a call without end', 'f(x) = f(x) + 1', 'f(x) = f(x) + 1'],
])('%s is not computed', (_what, formula, foreign) => {
  const { reason, feedback } = judge(formula);
  expect(reason).toBe('syntax-error');
  expect(feedback).toContain(`"${foreign}" does not belong in it; use the names q, p1, numbers`);
});

test.each([
  ['another name', 'log(1 + p1 * (1 - x)) + q', '"x" does not belong'],
  [
    'a method of TypeScript',
    'Math.log(1 + p1 * (1 - q)) + q',
    '"Math.log(1 + p1 * (1 - q))" does not belong',
  ],
  [
    'a function without brackets',
    'log(1 + exp q) + q',
    '"exp" needs brackets around what it is applied to: exp(…)',
  ],
  ['two formulas', 'p1; q', 'it holds several formulas; write one'],
  ['a list', '[q, p1]', 'cannot be computed'],
  ['text', '"q"', '""q"" does not belong'],
  ['what evaluates text', 'evaluate("q")', '"evaluate" does not belong'],
])('%s is named', (_what, formula, message) => {
  expect(judge(formula).feedback).toContain(message);
});
