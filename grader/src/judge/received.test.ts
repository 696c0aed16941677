import { received } from '../../dist/judge/received';

test('numbers that JSON cannot say are numbers again', () => {
  expect(received({ value: { a: ['NaN', 1], b: { c: '-Infinity' } } })).toEqual({
    a: [Number.NaN, 1],
    b: { c: -Infinity },
  });
});

test('a part that is absent fails where it is read, and nowhere else', () => {
  const absent = {
    at: { reason: 'wrong-type' as const, message: 'The answer holds a Date at .at.' },
    sum: { reason: 'throws' as const, message: 'boom' },
  };
  const answer = received({ value: { mean: 1 }, absent }) as Record<string, unknown>;
  expect([answer.mean, Object.keys(answer)]).toEqual([1, ['mean']]);
  expect(() => answer.at).toThrow(
    expect.objectContaining({ status: 'fail', reason: 'wrong-type', message: absent.at.message }),
  );
  expect(() => answer.sum).toThrow(expect.objectContaining({ status: 'error', reason: 'throws' }));
});

test('no part can be absent of what has none', () => {
  const absent = { length: { reason: 'throws' as const, message: 'boom' } };
  expect(received({ value: [1], absent })).toEqual([1]);
  expect(received({ value: 'a', absent })).toBe('a');
});
