// The common class and the rest.
const heightOfNothing = '-r * log(r) - (1 - r) * log((1 - r) / (n - 1))';
