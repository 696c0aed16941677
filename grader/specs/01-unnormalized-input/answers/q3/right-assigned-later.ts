// The same, filled in one by one.
const diagnosis: any = {};
diagnosis.C = 'lr-too-high';
diagnosis['A'] = `overfitting`;
diagnosis.B = ['unnormalized', 'input'].join('-');
