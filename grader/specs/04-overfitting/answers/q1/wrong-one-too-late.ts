// Waits one epoch longer than the patience.
function stopEarlyAt(valLoss: number[], patience: number): { epochs: number; best: number } {
  let best = 0;
  for (let epoch = 0; epoch < valLoss.length; epoch++) {
    if (valLoss[epoch]! < valLoss[best]!) best = epoch;
    if (epoch - best > patience) return { epochs: epoch + 1, best: best + 1 };
  }
  return { epochs: valLoss.length, best: best + 1 };
}
