import {
  add,
  addOnes,
  both,
  type Code,
  integer,
  type Local,
  less,
  load,
  loadOne,
  loadSplat,
  multiply,
  plus,
  type Routine,
  repeat,
  routine,
  type Scope,
  shiftRight,
  smaller,
  splat,
  store,
  storeOne,
  times,
  when,
} from './assembler';

const ROWS = 4;
const COLUMNS = 8;
/** Float32 numbers of the room in which a tile waits that is not whole. */
export const SPARE = ROWS * COLUMNS;

/**
 * `pack(b, bStep, k, n, panels)`: lays a matrix [k, n] whose rows are `bStep` bytes apart into panels of eight
 * columns, [ceil(n / 8), k, 8], zeros after the last column. So a product reads it from end to end.
 */
export const pack: Routine = routine(5, (scope, b, bStep, k, n, panels) => {
  const from = scope.integer();
  const wide = [
    store(panels.get, load(from.get)),
    store(panels.get, load(from.get, 16), 16),
    panels.advance(COLUMNS * 4),
  ];
  const narrow = [
    store(panels.get, splat(0)),
    store(panels.get, splat(0), 16),
    copyOnes(scope, from.get, panels.get, n.get),
    panels.advance(COLUMNS * 4),
  ];
  const rows = (row: Code[]) => repeat(scope, k.get, [...row, from.advance(bStep.get)]);
  return [
    panelwise(scope, n, [
      from.set(b.get),
      when(less(n.get, integer(COLUMNS)), [rows(narrow)], [rows(wide)]),
      b.advance(COLUMNS * 4),
    ]),
  ];
});

function copyOnes(scope: Scope, from: Code, to: Code, count: Code): Code {
  const [read, write] = [scope.integer(), scope.integer()];
  const copy = [storeOne(write.get, loadOne(read.get)), read.advance(4), write.advance(4)];
  return [...read.set(from), ...write.set(to), ...repeat(scope, count, copy)];
}

/** Runs the body for each panel, with `n` at the columns that are left. */
function panelwise(scope: Scope, n: Local, body: Code[]): Code {
  const panels = scope.integer();
  return [
    ...panels.set(shiftRight(add(n.get, integer(COLUMNS - 1)), 3)),
    ...repeat(scope, panels.get, [...body, n.advance(-COLUMNS)]),
  ];
}

/**
 * `product(a, aRow, aStep, panels, y, yRow, m, n, k, spare)`: y [m, n] = A B, from A [m, k] with `aRow` bytes from
 * row to row and `aStep` from column to column, and B as `pack` laid it. `spare` has room for `SPARE` numbers.
 */
export const product = productRoutine(false);

/** As `product`, but y += A B. */
export const addProduct = productRoutine(true);

function productRoutine(accumulate: boolean): Routine {
  return routine(10, (scope, a, aRow, aStep, panels, y, yRow, m, n, k, spare) => {
    const [rowsLeft, rows, to] = [scope.integer(), scope.integer(), scope.integer()];
    const heads = Array.from({ length: ROWS }, () => scope.integer());
    const b = scope.integer();
    const sums = scope.vectors(ROWS * 2);
    const tile = [
      ...heads.map((head, row) =>
        // Rows past the last repeat the first; they are not written.
        head.set(add(rows.get, multiply(multiply(aRow.get, integer(row)), less(integer(row), rowsLeft.get)))),
      ),
      ...sums.map((sum) => sum.set(splat(0))),
      b.set(panels.get),
      repeat(scope, k.get, accumulateStep(scope, heads, aStep, b, sums)),
      when(
        both(less(integer(ROWS - 1), rowsLeft.get), less(integer(COLUMNS - 1), n.get)),
        writeWhole(scope, to, yRow, sums, accumulate),
        writePart(scope, to, yRow, sums, accumulate, { rows: rowsLeft, columns: n, spare }),
      ),
      rows.advance(multiply(aRow.get, integer(ROWS))),
      to.advance(multiply(yRow.get, integer(ROWS))),
      rowsLeft.advance(-ROWS),
    ];
    return [
      panelwise(scope, n, [
        rows.set(a.get),
        to.set(y.get),
        rowsLeft.set(m.get),
        repeat(scope, shiftRight(add(m.get, integer(ROWS - 1)), 2), tile),
        y.advance(COLUMNS * 4),
        panels.advance(multiply(k.get, integer(COLUMNS * 4))),
      ]),
    ];
  });
}

// Not unrolled, and 4 by 8: with more sums or loads at once V8 runs out of registers and gets half as fast.
function accumulateStep(scope: Scope, heads: Local[], aStep: Local, b: Local, sums: Local[]): Code[] {
  const [left, right, one] = scope.vectors(3) as [Local, Local, Local];
  return [
    left.set(load(b.get)),
    right.set(load(b.get, 16)),
    ...heads.flatMap((head, row) => [
      one.set(loadSplat(head.get)),
      ...[left, right].map((half, i) => {
        const sum = sums[2 * row + i]!;
        return sum.set(plus(sum.get, times(one.get, half.get)));
      }),
      head.advance(aStep.get),
    ]),
    b.advance(COLUMNS * 4),
  ];
}

function writeWhole(scope: Scope, to: Local, yRow: Local, sums: Local[], accumulate: boolean): Code[] {
  const at = scope.integer();
  return [
    at.set(to.get),
    ...Array.from({ length: ROWS }, (_, row) => [
      ...[0, 1].flatMap((half) => {
        const sum = sums[2 * row + half]!.get;
        return store(at.get, accumulate ? plus(load(at.get, 16 * half), sum) : sum, 16 * half);
      }),
      ...at.advance(yRow.get),
    ]),
  ];
}

function writePart(
  scope: Scope,
  to: Local,
  yRow: Local,
  sums: Local[],
  accumulate: boolean,
  tile: { rows: Local; columns: Local; spare: Local },
): Code[] {
  const [read, write, row, start] = [scope.integer(), scope.integer(), scope.integer(), scope.integer()];
  const columns = scope.integer();
  const value = loadOne(read.get);
  const copy = [
    storeOne(write.get, accumulate ? addOnes(loadOne(write.get), value) : value),
    read.advance(4),
    write.advance(4),
  ];
  return [
    ...sums.map((sum, i) => store(tile.spare.get, sum.get, 16 * i)),
    columns.set(smaller(tile.columns.get, integer(COLUMNS))),
    start.set(tile.spare.get),
    row.set(to.get),
    repeat(scope, smaller(tile.rows.get, integer(ROWS)), [
      read.set(start.get),
      write.set(row.get),
      repeat(scope, columns.get, copy),
      start.advance(COLUMNS * 4),
      row.advance(yRow.get),
    ]),
  ];
}
