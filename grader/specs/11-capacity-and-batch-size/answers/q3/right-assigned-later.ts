// The same, one after the other.
const diagnosis: Record<string, string> = {};
diagnosis.C = 'underfitting';
diagnosis.A = 'batch-size-too-large';
diagnosis.B = 'overfitting';
