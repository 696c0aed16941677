// The variance in place of its root.
function initialDeviation(
  layer: { inputs: number; outputs: number; kernel?: [number, number] },
  activation: 'relu' | 'tanh',
): number {
  const [height, width] = layer.kernel ?? [1, 1];
  const window = height * width;
  return 2 / (window * (activation === 'relu' ? layer.inputs : layer.inputs + layer.outputs));
}
