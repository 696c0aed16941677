import * as tf from '@tensorflow/tfjs';
import { loadWasm } from '.';

// A file of its own: a backend that failed to start cannot be started again in one process.
test('a folder without the WebAssembly files: an error that names it, and no backend in its place', async () => {
  const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
  await expect(loadWasm('/no/such/folder/')).rejects.toThrow('could not start from /no/such/folder/');
  await expect(loadWasm('/no/such/folder/')).rejects.toThrow('could not start from /no/such/folder/');
  expect(warn.mock.calls.flat().join(' ')).toContain('/no/such/folder/tfjs-backend-wasm');
  expect(Object.keys(tf.engine().registry)).toEqual([]);
  warn.mockRestore();
});
