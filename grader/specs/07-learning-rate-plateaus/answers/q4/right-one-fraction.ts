// Simplified to one fraction.
const bounce = '(r * s^2) / (4 - 2 * a * r)';
