// Counts the epochs without a better one, as the callback does.
function stopEarlyAt(valLoss: number[], patience: number): { epochs: number; best: number } {
  let smallest = Infinity;
  let best = 1;
  let wait = 0;
  let epochs = 0;
  for (const loss of valLoss) {
    epochs++;
    if (loss < smallest) {
      smallest = loss;
      best = epochs;
      wait = 0;
    } else if (++wait === patience) break;
  }
  return { epochs, best };
}
