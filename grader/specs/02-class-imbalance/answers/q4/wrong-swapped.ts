// The weights the wrong way round.
const bestAnswer = 'w0 * p / (w0 * p + w1 * (1 - p))';
