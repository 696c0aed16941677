// Follow the shape through the layers.
function countWeights(side: number, channels: number, layers: any[]): number {
  let inputs = channels;
  let weights = 0;
  for (const { kind, filters, kernel, size, units } of layers) {
    switch (kind) {
      case 'conv':
        weights += filters * (kernel ** 2 * inputs + 1);
        side -= kernel - 1;
        inputs = filters;
        break;
      case 'pool':
        side = Math.floor(side / size);
        break;
      case 'flatten':
        inputs *= side * side;
        break;
      case 'dense':
        weights += units * (inputs + 1);
        inputs = units;
    }
  }
  return weights;
}
