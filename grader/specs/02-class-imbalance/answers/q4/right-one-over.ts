// One over one plus the odds against.
const bestAnswer = '1 / (1 + w0 * (1 - p) / (w1 * p))';
