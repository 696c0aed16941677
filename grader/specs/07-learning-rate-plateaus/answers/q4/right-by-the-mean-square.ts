// The mean square first, then half the steepness times it.
const bounce = '(a / 2) * (r^2 * s^2) / (1 - (1 - r * a)^2)';
