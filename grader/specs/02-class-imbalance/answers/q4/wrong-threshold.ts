// The threshold that does the same, not the answer.
const bestAnswer = 'w0 / (w0 + w1)';
