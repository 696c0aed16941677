// One epoch a call.
const stopEarlyAt = (
  valLoss: number[],
  patience: number,
  epoch = 1,
  best = 1,
): { epochs: number; best: number } => {
  const now = valLoss[epoch - 1]! < valLoss[best - 1]! ? epoch : best;
  if (epoch === valLoss.length || epoch - now === patience) return { best: now, epochs: epoch };
  return stopEarlyAt(valLoss, patience, epoch + 1, now);
};
