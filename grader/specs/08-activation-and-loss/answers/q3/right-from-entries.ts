// The same, put together from pairs.
const diagnosis = Object.fromEntries([
  ['D', 'wrong-loss'],
  ['C', 'lr-too-low'],
  ['B', 'wrong-output-activation'],
  ['A', 'unnormalized-input'],
]);
