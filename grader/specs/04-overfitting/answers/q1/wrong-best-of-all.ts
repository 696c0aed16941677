// Restores the best of all epochs: also of those that never ran.
function stopEarlyAt(valLoss: number[], patience: number): { epochs: number; best: number } {
  let best = 0;
  let epochs = valLoss.length;
  for (let epoch = 0; epoch < valLoss.length; epoch++) {
    if (valLoss[epoch]! < valLoss[best]!) best = epoch;
    if (epoch - best >= patience) {
      epochs = epoch + 1;
      break;
    }
  }
  return { epochs, best: valLoss.indexOf(Math.min(...valLoss)) + 1 };
}
