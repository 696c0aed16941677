// The first layer, and then the rest.
function countWeights(side: number, channels: number, layers: any[]): number {
  const [first, ...rest] = layers;
  if (!first) return 0;
  if (first.kind === 'pool') return countWeights(Math.trunc(side / first.size), channels, rest);
  if (first.kind === 'flatten') return countWeights(1, channels * side * side, rest);
  if (first.kind === 'dense') return (channels + 1) * first.units + countWeights(1, first.units, rest);
  const here = first.kernel * first.kernel * channels * first.filters + first.filters;
  return here + countWeights(side - first.kernel + 1, first.filters, rest);
}
