// Reads the validation loss of B alone: its training loss bounces as well.
const diagnosis = { A: 'lr-too-low', B: 'overfitting', C: 'dying-relu', D: 'overfitting' };
