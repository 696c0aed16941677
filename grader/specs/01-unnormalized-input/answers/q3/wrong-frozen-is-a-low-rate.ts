// Takes frozen for slow: a rate too small still moves the loss, and starts near log 2.
const diagnosis: Record<'A' | 'B' | 'C', string> = { A: 'overfitting', B: 'lr-too-low', C: 'lr-too-high' };
