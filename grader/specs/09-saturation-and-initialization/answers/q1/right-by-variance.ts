// Variance by activation, the window as a product.
function initialDeviation(
  layer: { inputs: number; outputs: number; kernel?: [number, number] },
  activation: 'relu' | 'tanh',
): number {
  const window = (layer.kernel ?? []).reduce((product, side) => product * side, 1);
  if (activation === 'relu') return (2 / (window * layer.inputs)) ** 0.5;
  const middle = (window * layer.inputs + window * layer.outputs) / 2;
  return 1 / Math.sqrt(middle);
}
