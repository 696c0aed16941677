// The same, from pairs.
const diagnosis = Object.fromEntries(
  'A lr-too-low,B lr-too-high,C dying-relu,D overfitting'.split(',').map((pair) => pair.split(' ')),
);
