// The same, filled in one by one.
const diagnosis: any = {};
diagnosis.D = ['ineffective', 'regularizer'].join('-');
diagnosis['A'] = `over-regularized`;
diagnosis.B = 'overfitting';
diagnosis.C = 'underfitting';
