import {
  add,
  type Code,
  integer,
  type Local,
  load,
  minus,
  multiply,
  plus,
  type Routine,
  repeat,
  routine,
  type Scope,
  splat,
  store,
  times,
} from './assembler';

/** Rows of a small matrix of constants. */
export type Constants = readonly (readonly number[])[];

/**
 * `sandwich(from, fromRow, fromColumn, fromTile, to, toRow, toColumn, toTile, tiles, vectors)`: for each tile and
 * each of its channels (four to a vector) L D Lᵀ, where L [r, c] is constant. Number (i, j) of D [c, c] lies
 * `i * fromRow + j * fromColumn` bytes after the tile's start, and tiles are `fromTile` bytes apart; likewise `to`.
 */
export function sandwich(constants: Constants): Routine {
  return routine(
    10,
    (scope, from, fromRow, fromColumn, fromTile, to, toRow, toColumn, toTile, tiles, vectors) => {
      const [read, write] = [scope.integer(), scope.integer()];
      return [
        repeat(scope, tiles.get, [
          read.set(from.get),
          write.set(to.get),
          repeat(scope, vectors.get, [
            tile(
              scope,
              constants,
              { start: read, row: fromRow, column: fromColumn },
              { start: write, row: toRow, column: toColumn },
            ),
            read.advance(16),
            write.advance(16),
          ]),
          from.advance(fromTile.get),
          to.advance(toTile.get),
        ]),
      ];
    },
  );
}

interface Grid {
  start: Local;
  row: Local;
  column: Local;
}

function tile(scope: Scope, constants: Constants, from: Grid, to: Grid): Code {
  const [high, wide] = [constants.length, constants[0]!.length];
  const given = scope.vectors(wide);
  const at = scope.integer();
  const half = Array.from({ length: high }, () => scope.vectors(wide));
  const columns = given.map((_, j) => [
    ...at.set(add(from.start.get, multiply(from.column.get, integer(j)))),
    ...given.flatMap((number) => [...number.set(load(at.get)), ...at.advance(from.row.get)]),
    ...half.flatMap((row, i) => row[j]!.set(combination(constants[i]!, given))),
  ]);
  const rows = half.map((row, i) => [
    ...at.set(add(to.start.get, multiply(to.row.get, integer(i)))),
    ...constants.flatMap((weights) => [
      ...store(at.get, combination(weights, row)),
      ...at.advance(to.column.get),
    ]),
  ]);
  return [...columns, ...rows].flat();
}

/** The sum of the vectors, each times its weight; a weight of 1 costs nothing. */
function combination(weights: readonly number[], vectors: readonly Local[]): Code {
  const terms = weights
    .map((weight, i) => ({ weight, vector: vectors[i]!.get }))
    .filter(({ weight }) => weight !== 0)
    .sort((a, b) => b.weight - a.weight);
  return terms
    .slice(1)
    .reduce(
      (sum, { weight, vector }) => (weight === -1 ? minus(sum, vector) : plus(sum, scaled(weight, vector))),
      scaled(terms[0]!.weight, terms[0]!.vector),
    );
}

function scaled(weight: number, vector: Code): Code {
  return weight === 1 ? vector : times(splat(weight), vector);
}
