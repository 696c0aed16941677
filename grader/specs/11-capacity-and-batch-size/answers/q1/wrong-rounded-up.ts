// Rounds up where pooling drops what is left over.
function countWeights(side: number, channels: number, layers: any[]): number {
  let inputs = channels;
  let weights = 0;
  for (const { kind, filters, kernel, size, units } of layers) {
    if (kind === 'conv') {
      weights += filters * (kernel ** 2 * inputs + 1);
      side -= kernel - 1;
      inputs = filters;
    } else if (kind === 'pool') side = Math.ceil(side / size);
    else if (kind === 'flatten') inputs *= side * side;
    else {
      weights += units * (inputs + 1);
      inputs = units;
    }
  }
  return weights;
}
