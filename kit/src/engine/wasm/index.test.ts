import { loadWasm } from '.';

const engine = () => (globalThis as { _tfengine?: { registry: object; backendName: string } })._tfengine;

test('importing the portable engine loads nothing', () => {
  expect(engine()).toBeUndefined();
});

describe('loaded', () => {
  let tf: typeof import('@tensorflow/tfjs');

  beforeAll(async () => {
    await loadWasm();
    tf = require('@tensorflow/tfjs');
  });

  test('it is the current backend, and says its version and threads', async () => {
    expect(tf.getBackend()).toBe('wasm');
    expect(await loadWasm()).toEqual({ version: '4.22.0', threads: 1 });
  });

  test('it runs the build with vector instructions', async () => {
    expect(await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT')).toBe(true);
  });

  test('an operation without a kernel throws, and nothing falls to the cpu backend', () => {
    const x = tf.ones([2, 2]);
    expect(() => tf.unsortedSegmentSum(x, tf.tensor1d([0, 1], 'int32'), 2)).toThrow(
      "Kernel 'UnsortedSegmentSum' not registered for backend 'wasm'",
    );
    expect(Object.keys(engine()!.registry)).toEqual(['wasm']);
  });

  test('a second call registers nothing again, and switches back', async () => {
    const before = tf.getKernel('Conv2DBackpropFilter', 'wasm');
    await tf.setBackend('cpu');
    await loadWasm();
    expect(tf.getBackend()).toBe('wasm');
    expect(tf.getKernel('Conv2DBackpropFilter', 'wasm')).toBe(before);
  });
});
