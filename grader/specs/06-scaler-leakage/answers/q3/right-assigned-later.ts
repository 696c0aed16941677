// The same, filled in one by one.
const diagnosis: any = {};
for (const [name, fault] of [
  ['C', 'scaler-leakage'],
  ['A', 'train-test-overlap'],
  ['B', 'overfitting'],
])
  diagnosis[name!] = fault;
