import {
  add,
  copy,
  integer,
  load,
  multiply,
  type Routine,
  repeat,
  routine,
  shiftRight,
  store,
} from './assembler';

/** `copyRows(from, fromLine, to, toLine, bytes, rows)`: copies so many bytes of each row; rows lie a line apart. */
export const copyRows: Routine = routine(6, (scope, from, fromLine, to, toLine, bytes, rows) => [
  repeat(scope, rows.get, [
    copy(to.get, from.get, bytes.get),
    from.advance(fromLine.get),
    to.advance(toLine.get),
  ]),
]);

/**
 * `patches(rows, row, step, pixels, high, run, to)`: lays side by side what a filter meets at each of `pixels`
 * places: `high` rows, `row` bytes apart, of `run` float32 each, `step` bytes on from place to place. Reads and
 * writes up to three numbers past the end.
 */
export const patches: Routine = routine(7, (scope, rows, row, step, pixels, high, run, to) => {
  const [line, from, write] = [scope.integer(), scope.integer(), scope.integer()];
  const vectors = shiftRight(add(run.get, integer(3)), 2);
  return [
    repeat(scope, pixels.get, [
      line.set(rows.get),
      repeat(scope, high.get, [
        from.set(line.get),
        write.set(to.get),
        repeat(scope, vectors, [store(write.get, load(from.get)), from.advance(16), write.advance(16)]),
        // The next run writes over what this one copied too much.
        to.advance(multiply(run.get, integer(4))),
        line.advance(row.get),
      ]),
      rows.advance(step.get),
    ]),
  ];
});
