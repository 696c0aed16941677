// The odds, not yet a probability.
const bestAnswer = 'w1 * p / (w0 * (1 - p))';
