// The only file of the portable engine that needs Node: a browser bundle leaves it out.
import { dirname, sep } from 'node:path';

/**
 * The folder with the WebAssembly files of the installed backend, with a separator at its end.
 *
 * @internal reached by `require`, so that a browser never loads it
 */
export function installedWasmFolder(): string {
  return dirname(require.resolve('@tensorflow/tfjs-backend-wasm')) + sep;
}
