// With the largest rate that does not explode, 2 / a, in sight.
const bounce = 's * s / (2 * a) * r / (2 / a - r)';
