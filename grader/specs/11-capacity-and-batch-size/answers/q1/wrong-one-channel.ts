// Forgets that a filter looks at all channels.
function countWeights(side: number, channels: number, layers: any[]): number {
  let inputs = channels;
  let weights = 0;
  for (const { kind, filters, kernel, size, units } of layers) {
    if (kind === 'conv') {
      weights += filters * (kernel ** 2 + 1);
      side -= kernel - 1;
      inputs = filters;
    } else if (kind === 'pool') side = Math.floor(side / size);
    else if (kind === 'flatten') inputs *= side * side;
    else {
      weights += units * (inputs + 1);
      inputs = units;
    }
  }
  return weights;
}
