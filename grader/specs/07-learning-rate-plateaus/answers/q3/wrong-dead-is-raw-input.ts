// A flat line, so raw input: but the pixels of the stripes were divided, and what is dead is known by its zeros.
const diagnosis = { A: 'lr-too-low', B: 'lr-too-high', C: 'unnormalized-input', D: 'overfitting' };
