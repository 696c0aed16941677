// The same, one after the other.
const diagnosis: Record<string, string> = {};
diagnosis.C = 'unshuffled-split';
diagnosis.B = 'label-noise';
diagnosis.A = 'train-test-overlap';
