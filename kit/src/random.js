"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.seed = seed;
exports.random = random;
exports.generator = generator;
exports.normal = normal;
exports.permutation = permutation;
const seedrandom_1 = require("seedrandom");
const unseeded = Math.random;
let current = unseeded;
/**
 * Sets the one seed from which everything random follows: weight initializers, the shuffle in `fit`,
 * dropout masks, and the kit's own draws. The same seed on the same engine with the same number of
 * threads gives bit-identical losses.
 *
 * tfjs draws from `Math.random` in each of those places, so the seeded generator takes its place.
 * Do not also pass a `seed` to a dropout layer: it would repeat one mask at every step.
 *
 * @param n a whole number >= 0 (0 is a seed like any other here).
 * @throws RangeError when `n` is not a whole number >= 0.
 * @example
 * seed(1);
 * const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2] })] });
 */
function seed(n) {
    current = generator(n);
    Math.random = random;
}
/** Draws the next uniform number in [0, 1) from the seeded stream (unseeded before the first `seed`). */
function random() {
    return current();
}
/**
 * Makes a generator of its own, apart from the global stream, so that a data set does not depend on
 * what was drawn before it. Baagøe's Alea, as shipped by the package seedrandom.
 *
 * @param n a whole number >= 0.
 * @throws RangeError when `n` is not a whole number >= 0.
 */
function generator(n) {
    if (!Number.isSafeInteger(n) || n < 0)
        throw new RangeError(`seed: expected a whole number >= 0, got ${String(n)}`);
    return (0, seedrandom_1.alea)(`unstuck ${n}`);
}
/** Draws one standard normal number (Box and Muller, 1958). */
function normal(draw = random) {
    // 1 - u keeps the logarithm away from zero.
    return Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw());
}
/** Returns 0 … n-1 in random order (Fisher and Yates). */
function permutation(n, draw = random) {
    const order = Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i > 0; i--) {
        const j = Math.floor(draw() * (i + 1));
        [order[i], order[j]] = [order[j], order[i]];
    }
    return order;
}
