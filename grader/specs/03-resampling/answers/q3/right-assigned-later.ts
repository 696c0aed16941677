// Named one by one.
const diagnosis: Record<string, string> = {};
diagnosis.C = ['class', 'imbalance'].join('-');
diagnosis.B = ['train', 'test', 'overlap'].join('-');
diagnosis.A = 'overfitting';
