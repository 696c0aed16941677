import {
  add,
  and,
  type Code,
  equal,
  type Local,
  larger,
  load,
  or,
  type Routine,
  repeat,
  routine,
  splat,
  store,
  unequal,
  without,
} from './assembler';

const LOWEST = -3.4028234663852886e38;

/**
 * `maxQuarters(x, y, line, pixel, cells, vectors)`: 2x2 max pooling of one row of `cells` windows. x starts at its
 * upper row; `line` and `pixel` are the bytes of a row and of a pixel, `vectors` a fourth of the channels.
 * Passes over NaN; of nothing else it makes the lowest float32.
 */
export const maxQuarters: Routine = routine(6, (scope, x, y, line, pixel, cells, vectors) => {
  const largest = corners(x.get, line.get, pixel.get).reduce(
    (most, at) => larger(most, load(at)),
    splat(LOWEST),
  );
  const four = [store(y.get, largest), x.advance(16), y.advance(16)];
  return [repeat(scope, cells.get, [repeat(scope, vectors.get, four), x.advance(pixel.get)])];
});

/**
 * `maxQuartersGradient(x, y, dy, dx, line, pixel, cells, vectors)`: the gradient of the same, dx laid out as x. Each number of
 * dy goes to the first of the four that equals y; a NaN that stands first takes it; the others get 0.
 */
export const maxQuartersGradient: Routine = routine(8, (scope, x, y, dy, dx, line, pixel, cells, vectors) => {
  const [top, gradient, number, left, mine] = scope.vectors(5) as [Local, Local, Local, Local, Local];
  const places = corners(x.get, line.get, pixel.get);
  const targets = corners(dx.get, line.get, pixel.get);
  const give = (place: 0 | 1 | 2, takes: Code): Code[] => [
    number.set(load(places[place])),
    mine.set(and(left.get, takes)),
    store(targets[place], and(gradient.get, mine.get)),
    left.set(without(left.get, mine.get)),
  ];
  const isTop = equal(number.get, top.get);
  const four = [
    top.set(load(y.get)),
    gradient.set(load(dy.get)),
    left.set(equal(splat(0), splat(0))),
    ...give(0, or(isTop, unequal(number.get, number.get))),
    ...give(1, isTop),
    ...give(2, isTop),
    store(targets[3], and(gradient.get, left.get)),
    ...[x, y, dy, dx].map((at) => at.advance(16)),
  ];
  return [
    repeat(scope, cells.get, [repeat(scope, vectors.get, four), x.advance(pixel.get), dx.advance(pixel.get)]),
  ];
});

/** The four pixels of a window, in reading order. */
function corners(at: Code, line: Code, pixel: Code): [Code, Code, Code, Code] {
  const below = add(at, line);
  return [at, add(at, pixel), below, add(below, pixel)];
}
