// The same, from the other side: stable for large positive z.
const lossOfLogit = '(1 - y) * z + log(1 + exp(-z))';
