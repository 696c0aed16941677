import { generator, normal, permutation, random, seed } from './random';

const draws = (n: number) => Array.from({ length: n }, random);

test('the same seed gives the same numbers, another seed others', () => {
  seed(3);
  const first = draws(5);
  seed(3);
  expect(draws(5)).toEqual(first);
  seed(4);
  expect(draws(5)).not.toEqual(first);
});

test('Math.random follows the seed, since tfjs draws from it', () => {
  seed(3);
  // biome-ignore lint/plugin: what tfjs does.
  const first = [Math.random(), Math.random()];
  seed(3);
  expect(draws(2)).toEqual(first);
});

test('seed 0 is a seed like any other', () => {
  seed(0);
  const first = draws(3);
  seed(0);
  expect(draws(3)).toEqual(first);
});

test('a generator of its own does not depend on what was drawn before', () => {
  const first = generator(1)();
  draws(10);
  expect(generator(1)()).toBe(first);
});

test.each([-1, 0.5, Number.NaN, Infinity])('seed %p is refused by name', (bad) => {
  expect(() => seed(bad)).toThrow(`seed: expected a whole number >= 0, got ${bad}`);
});

test('normal draws have mean 0 and standard deviation 1', () => {
  const draw = generator(1);
  const sample = Array.from({ length: 20_000 }, () => normal(draw));
  const mean = sample.reduce((a, b) => a + b) / sample.length;
  const variance = sample.reduce((a, b) => a + (b - mean) ** 2, 0) / sample.length;
  // Five standard errors.
  expect(Math.abs(mean)).toBeLessThan(5 / Math.sqrt(20_000));
  expect(Math.abs(variance - 1)).toBeLessThan(5 * Math.sqrt(2 / 20_000));
});

test('a permutation holds every index once and reaches every order', () => {
  const orders = new Set<string>();
  const draw = generator(1);
  for (let i = 0; i < 300; i++) {
    const order = permutation(3, draw);
    expect([...order].sort()).toEqual([0, 1, 2]);
    orders.add(order.join());
  }
  expect(orders.size).toBe(6);
});
