// Takes the two rates for each other.
const diagnosis = { A: 'lr-too-high', B: 'lr-too-low', C: 'dying-relu', D: 'overfitting' };
