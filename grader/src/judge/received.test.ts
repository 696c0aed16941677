import { received } from '../../dist/judge/received';

test('numbers that JSON cannot say are numbers again', () => {
  expect(received({ a: ['NaN', 1], b: { c: '-Infinity' } })).toEqual({
    a: [Number.NaN, 1],
    b: { c: -Infinity },
  });
});

test('a part that is no data fails where it is read, and nowhere else', () => {
  const answer = received({ mean: 1, at: { 'no data': 'The answer holds a Date at .at.' } }) as {
    mean: number;
    at: unknown;
  };
  expect([answer.mean, Object.keys(answer)]).toEqual([1, ['mean']]);
  expect(() => answer.at).toThrow(
    expect.objectContaining({
      status: 'fail',
      reason: 'wrong-type',
      message: 'The answer holds a Date at .at.',
    }),
  );
});
