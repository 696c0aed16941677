import { toEqualFormula } from './matchers/formula';

const check = {
  points: [
    { z: -2, y: 1 },
    { z: 0.5, y: 0 },
    { z: 3, y: 1 },
  ],
  derivativeBy: 'z',
};
const reason = (formula: unknown) => toEqualFormula(formula, 'log(1 + exp(z)) - y * z', check).reason;

test.each([
  ['the reference itself', 'log(1 + exp(z)) - y * z'],
  ['another way to write it', '-y * log(1 / (1 + exp(-z))) - (1 - y) * log(1 - 1 / (1 + exp(-z)))'],
  ['the stable form', 'max(z, 0) - z * y + log(1 + exp(-abs(z)))'],
])('%s is right', (_name, formula) => {
  expect(reason(formula)).toBe('pass');
});

test.each([
  ['a wrong sign', 'log(1 + exp(z)) + y * z', 'wrong-formula'],
  ['a constant too much', 'log(1 + exp(z)) - y * z + 1', 'wrong-formula'],
  ['an unknown name', 'log(1 + exp(w))', 'syntax-error'],
  ['no formula', 'log(', 'syntax-error'],
  ['the stub', 'TODO q4', 'not-attempted'],
  ['a number', 3, 'wrong-type'],
  ['a matrix', '[z, y]', 'syntax-error'],
  ['a formula without end', 'z + '.repeat(1000), 'wrong-type'],
])('%s is not: %s', (_name, formula, expected) => {
  expect(reason(formula)).toBe(expected);
});

test('a right formula passes where the curve is steep', () => {
  const points = [{ p: 0.07, w0: 0.28, w1: 14.77 }];
  const reference = 'w1 * p / (w1 * p + w0 * (1 - p))';
  const steep = (formula: string) =>
    toEqualFormula(formula, reference, { points, derivativeBy: 'p' }).feedback;
  expect(steep('1 / (1 + w0 / w1 * (1 / p - 1))')).toBe('');
  const touching = `${reference} + 1e-4 * (p - 0.07)`;
  expect(steep(touching)).toMatch(/^At p = 0.07, .* its slope by p is 2\.4688/);
});
