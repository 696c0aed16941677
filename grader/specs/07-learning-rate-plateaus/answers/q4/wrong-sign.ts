// A slip in the denominator.
const bounce = 'r * s^2 / (2 * (2 + r * a))';
