// Loops, and the variance as the mean of the squares minus the square of the mean.
const standardize = (train, heldOut) => {
  const out = { train: train.map(() => []), heldOut: heldOut.map(() => []) };
  for (let j = 0; j < train[0].length; j++) {
    let sum = 0;
    let squares = 0;
    for (const row of train) {
      sum += row[j];
      squares += row[j] * row[j];
    }
    const mean = sum / train.length;
    const variance = squares / train.length - mean * mean;
    const divisor = variance > 1e-12 ? Math.sqrt(variance) : 1;
    for (let i = 0; i < train.length; i++) out.train[i].push((train[i][j] - mean) / divisor);
    for (let i = 0; i < heldOut.length; i++) out.heldOut[i].push((heldOut[i][j] - mean) / divisor);
  }
  return out;
};
