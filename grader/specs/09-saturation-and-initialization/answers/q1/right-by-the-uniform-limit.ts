// The limit of the uniform draw first, as Keras has it: an even draw from -limit to limit has the deviation limit / √3.
const initialDeviation = (
  layer: { inputs: number; outputs: number; kernel?: [number, number] },
  activation: 'relu' | 'tanh',
): number => {
  let { inputs, outputs } = layer;
  for (const side of layer.kernel ?? []) {
    inputs *= side;
    outputs *= side;
  }
  const limit = Math.sqrt(6 / (activation === 'relu' ? inputs : inputs + outputs));
  return limit / Math.sqrt(3);
};
