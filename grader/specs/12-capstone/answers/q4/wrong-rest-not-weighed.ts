// Sums the prices and does not weigh them by how often they are paid.
const heightOfNothing = '-log(r) - log((1 - r) / (n - 1))';
