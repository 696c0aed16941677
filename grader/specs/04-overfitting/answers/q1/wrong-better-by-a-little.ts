// A step down counts only from a ten-thousandth on, as a minDelta would ask.
function stopEarlyAt(valLoss: number[], patience: number): { epochs: number; best: number } {
  let least = Infinity;
  let best = 0;
  for (let epoch = 1; epoch <= valLoss.length; epoch++) {
    const loss = valLoss[epoch - 1]!;
    if (loss < least - 1e-4) [least, best] = [loss, epoch];
    if (epoch - best >= patience) return { epochs: epoch, best };
  }
  return { epochs: valLoss.length, best };
}
