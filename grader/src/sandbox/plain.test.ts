import { ready, tf } from 'unstuck';
import { given, plain } from './plain';

class Measures {
  constructor(private readonly right: number) {}
  get accuracy() {
    return this.right / 10;
  }
}

test.each([
  ['typed arrays', { a: Float64Array.of(1, 2) }, { a: [1, 2] }],
  ['numbers that JSON cannot say', [Number.NaN, -Infinity], ['NaN', '-Infinity']],
  ['an object without a prototype', Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
  ['getters of a class', new Measures(9), { right: 9, accuracy: 0.9 }],
  ['parts with a value, of those that have none and methods,', { a: 1, b: () => 1, c: undefined }, { a: 1 }],
  ['an empty object', {}, {}],
])('%s are data', (_what, value, data) => {
  expect(plain(value)).toEqual(data);
});

const sparse: number[] = [];
sparse[2] = 1;

test.each([
  ['text without end', ['x'.repeat(10_001)], 'text of 10001 characters at [0]; expected at most 10000.'],
  ['a list without end', [Array(4e9)], 'a list of 4000000000 at [0]; expected at most 100000.'],
  ['a hole', sparse, 'The answer holds undefined at [0]; expected numbers, text, or lists of them.'],
  ['a whole number of another kind', [{ n: 1n }], 'The answer holds a bigint at [0].n; expected'],
  ['a set', new Set([1]), 'The answer is a Set; expected numbers, text, or lists of them; [...it] makes'],
  [
    'a map',
    new Map(),
    'The answer is a Map; expected numbers, text, or lists of them; Object.fromEntries(it)',
  ],
  [
    'a promise in a list',
    [Promise.resolve(1)],
    'a Promise at [0]; expected numbers, text, or lists of them; await',
  ],
  ['a view of bytes', new DataView(new ArrayBuffer(8)), 'The answer is a DataView; expected'],
  ['a date', new Date(0), 'The answer is a Date; expected'],
  ['a number as an object', new Number(1), 'The answer is a Number; expected'],
  ['a generator', (function* () {})(), 'The answer is a Generator; expected'],
])('%s is none, and is named', (_what, value, message) => {
  expect(() => plain(value)).toThrow(message);
});

test('a tensor is none, and it is said what makes data of it', async () => {
  await ready();
  const tensor = tf.scalar(1);
  expect(() => plain([tensor])).toThrow(
    'a tensor at [0]; expected numbers, text, or lists of them; arraySync()',
  );
  tensor.dispose();
});

test('a part of an object that is none, or throws, is told beside the others', () => {
  const value = {
    a: [1],
    b: { c: new Set([1]) },
    get d() {
      throw new Error('boom');
    },
  };
  expect(given(value)).toEqual({
    value: { a: [1] },
    absent: {
      b: {
        reason: 'wrong-type',
        message:
          'The answer holds a Set at .b.c; expected numbers, text, or lists of them; [...it] makes a list of it.',
      },
      d: { reason: 'throws', message: 'boom' },
    },
  });
});

test('a remark as the name of a part is left out', () => {
  expect(given({ a: 1, ['because '.repeat(30)]: true })).toEqual({ value: { a: 1 } });
});

test('a part is read once', () => {
  let times = 0;
  class Counter {
    get count() {
      return ++times;
    }
  }
  expect(given(new Counter())).toEqual({ value: { count: 1 } });
});

test('whatever a part is called, it is data', () => {
  const value = { absent: { a: 'b' }, value: 1 };
  expect(given(value)).toEqual({ value });
});
