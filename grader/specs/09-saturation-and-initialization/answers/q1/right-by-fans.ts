// Both fans, then the choice.
function initialDeviation(
  layer: { inputs: number; outputs: number; kernel?: [number, number] },
  activation: 'relu' | 'tanh',
): number {
  const [height, width] = layer.kernel ?? [1, 1];
  const fanIn = height * width * layer.inputs;
  const fanOut = height * width * layer.outputs;
  return Math.sqrt(2 / (activation === 'relu' ? fanIn : fanIn + fanOut));
}
