// Named one by one.
const diagnosis: Record<string, string> = {};
diagnosis.C = 'overfitting';
diagnosis.B = ['class', 'imbalance'].join('-');
diagnosis.A = 'lr-too-low';
