// The window counts for what comes in, and not for what goes out.
function initialDeviation(
  layer: { inputs: number; outputs: number; kernel?: [number, number] },
  activation: 'relu' | 'tanh',
): number {
  const [height, width] = layer.kernel ?? [1, 1];
  const fanIn = height * width * layer.inputs;
  return Math.sqrt(2 / (activation === 'relu' ? fanIn : fanIn + layer.outputs));
}
