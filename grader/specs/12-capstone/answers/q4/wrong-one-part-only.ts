// Counts one of the n - 1 others, not all of them.
const heightOfNothing = '-r * log(r) - (1 - r) / (n - 1) * log((1 - r) / (n - 1))';
