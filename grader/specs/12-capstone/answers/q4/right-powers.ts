// All in one logarithm.
const heightOfNothing = '-log(r^r * ((1 - r) / (n - 1))^(1 - r))';
