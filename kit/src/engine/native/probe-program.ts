import { createRequire, Module } from 'node:module';
import type * as Tf from '@tensorflow/tfjs';
import { prepareProcess } from './load';
import { MARK } from './probe';

// Run by `probeEngine` with the path of a staged addon: tfjs-node itself, on that addon.
const [, , addon = ''] = process.argv;
prepareProcess(1);
const load = createRequire(require.resolve('@tensorflow/tfjs-node/package.json'));
const finder = load.resolve('@mapbox/node-pre-gyp');
load.cache[finder] = Object.assign(new Module(finder), { exports: { find: () => addon }, loaded: true });
const tf: typeof Tf = load('.');

const image = tf.ones<Tf.Rank.R4>([1, 3, 3, 1]);
const filter = tf.ones<Tf.Rank.R4>([2, 2, 1, 1]);
const loss = (kernel: Tf.Tensor): Tf.Scalar => tf.conv2d(image, kernel as Tf.Tensor4D, 1, 'valid').sum();
// Each weight of a 2 x 2 filter sees four pixels of a 3 x 3 image of ones.
const gradient = [...tf.grad(loss)(filter).dataSync()];
if (gradient.join() !== '4,4,4,4') throw new Error(`error: a convolution's gradient came out as ${gradient}`);

const versions = {
  tfjsNode: tf.version['tfjs-node' as keyof typeof tf.version],
  tensorflow: load(addon).TF_Version,
};
console.log(MARK + JSON.stringify(versions));
