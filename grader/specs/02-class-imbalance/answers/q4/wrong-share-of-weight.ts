// Forgets that the common images are 1 - p.
const bestAnswer = 'w1 * p / (w1 * p + w0)';
