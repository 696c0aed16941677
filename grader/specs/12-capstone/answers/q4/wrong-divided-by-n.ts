// Divides the rest by n in place of n - 1.
const heightOfNothing = '-r * log(r) - (1 - r) * log((1 - r) / n)';
