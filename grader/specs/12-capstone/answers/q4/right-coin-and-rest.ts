// First whether it is the common class, then which of the others.
const heightOfNothing = '-(r * log(r) + (1 - r) * log(1 - r)) + (1 - r) * log(n - 1)';
