// Builds the network and lets the engine count.
function countWeights(side: number, channels: number, layers: any[]): number {
  const model = tf.sequential();
  layers.forEach((layer, i) => {
    const first = i === 0 ? { inputShape: [side, side, channels] } : {};
    if (layer.kind === 'conv')
      model.add(tf.layers.conv2d({ filters: layer.filters, kernelSize: layer.kernel, ...first }));
    else if (layer.kind === 'pool') model.add(tf.layers.maxPooling2d({ poolSize: layer.size, ...first }));
    else if (layer.kind === 'flatten') model.add(tf.layers.flatten(first));
    else model.add(tf.layers.dense({ units: layer.units, ...first }));
  });
  const count = model.countParams();
  model.dispose();
  return count;
}
