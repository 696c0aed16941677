import {
  firstDoubles,
  type Local,
  lastDoubles,
  load,
  minus,
  plus,
  plusDoubles,
  type Routine,
  repeat,
  routine,
  splat,
  store,
} from './assembler';

/**
 * `addRows(from, row, rows, vectors, to)`: adds up the columns of a table, four float32 a vector, `row` bytes
 * from row to row, onto float64 sums at `to`.
 */
export const addRows: Routine = routine(5, (scope, from, row, rows, vectors, to) => {
  const at = scope.integer();
  const [first, last, numbers] = scope.vectors(3) as [Local, Local, Local];
  return [
    repeat(scope, vectors.get, [
      at.set(from.get),
      first.set(load(to.get)),
      last.set(load(to.get, 16)),
      repeat(scope, rows.get, [
        numbers.set(load(at.get)),
        first.set(plusDoubles(first.get, firstDoubles(numbers.get))),
        last.set(plusDoubles(last.get, lastDoubles(numbers.get))),
        at.advance(row.get),
      ]),
      store(to.get, first.get),
      store(to.get, last.get, 16),
      from.advance(16),
      to.advance(32),
    ]),
  ];
});

/** `blemishes(from, vectors, to)`: stores four numbers, all 0 unless any number read is infinite or NaN. */
export const blemishes: Routine = routine(3, (scope, from, vectors, to) => {
  const [sum, numbers] = scope.vectors(2) as [Local, Local];
  return [
    sum.set(splat(0)),
    repeat(scope, vectors.get, [
      numbers.set(load(from.get)),
      sum.set(plus(sum.get, minus(numbers.get, numbers.get))),
      from.advance(16),
    ]),
    store(to.get, sum.get),
  ];
});
