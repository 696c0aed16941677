// Odds over one plus odds.
const bestAnswer = '(w1 * p / (w0 * (1 - p))) / (1 + w1 * p / (w0 * (1 - p)))';
