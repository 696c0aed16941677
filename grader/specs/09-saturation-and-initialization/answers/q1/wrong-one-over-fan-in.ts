// Forgets that a ReLU throws half of the squares away.
function initialDeviation(
  layer: { inputs: number; outputs: number; kernel?: [number, number] },
  activation: 'relu' | 'tanh',
): number {
  const [height, width] = layer.kernel ?? [1, 1];
  const window = height * width;
  return Math.sqrt(
    1 / (window * (activation === 'relu' ? layer.inputs : (layer.inputs + layer.outputs) / 2)),
  );
}
