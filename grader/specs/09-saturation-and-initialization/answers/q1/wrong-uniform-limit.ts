// The limit of the uniform distribution, which is the root of three times larger.
function initialDeviation(
  layer: { inputs: number; outputs: number; kernel?: [number, number] },
  activation: 'relu' | 'tanh',
): number {
  const [height, width] = layer.kernel ?? [1, 1];
  const window = height * width;
  return Math.sqrt(6 / (window * (activation === 'relu' ? layer.inputs : layer.inputs + layer.outputs)));
}
