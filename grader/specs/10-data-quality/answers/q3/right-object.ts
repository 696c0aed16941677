// The three faults.
const diagnosis: Record<'A' | 'B' | 'C', string> = {
  A: 'train-test-overlap',
  B: 'label-noise',
  C: 'unshuffled-split',
};
