// Keeps the weights of the last epoch, as without restoreBestWeights.
function stopEarlyAt(valLoss: number[], patience: number): { epochs: number; best: number } {
  let best = 0;
  for (let epoch = 0; epoch < valLoss.length; epoch++) {
    if (valLoss[epoch]! < valLoss[best]!) best = epoch;
    if (epoch - best >= patience) return { epochs: epoch + 1, best: epoch + 1 };
  }
  return { epochs: valLoss.length, best: valLoss.length };
}
