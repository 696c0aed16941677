// The sum over the n - 1 others, written out.
const heightOfNothing = 'r * log(1 / r) + (n - 1) * ((1 - r) / (n - 1)) * log((n - 1) / (1 - r))';
