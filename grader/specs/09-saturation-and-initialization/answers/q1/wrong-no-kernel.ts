// Forgets that a convolution looks at a window.
function initialDeviation(
  layer: { inputs: number; outputs: number; kernel?: [number, number] },
  activation: 'relu' | 'tanh',
): number {
  return Math.sqrt(2 / (activation === 'relu' ? layer.inputs : layer.inputs + layer.outputs));
}
