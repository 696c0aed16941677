// Compares with the epoch before, not with the best one.
function stopEarlyAt(valLoss: number[], patience: number): { epochs: number; best: number } {
  let wait = 0;
  let best = 0;
  for (let epoch = 1; epoch < valLoss.length; epoch++) {
    if (valLoss[epoch]! < valLoss[epoch - 1]!) {
      wait = 0;
      best = epoch;
    } else wait++;
    if (wait >= patience) return { epochs: epoch + 1, best: best + 1 };
  }
  return { epochs: valLoss.length, best: best + 1 };
}
