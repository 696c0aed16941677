// The best answer without weights.
const bestAnswer = 'p';
