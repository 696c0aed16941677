/**
 * Loads the portable engine (tfjs's WebAssembly backend with the kernels that training needs) and makes it
 * the current one. Nothing is read or compiled before the call; a second call only switches to it again.
 *
 * Afterwards an operation that has no WebAssembly kernel throws tfjs's own
 * `Kernel '…' not registered for backend 'wasm'`; it never runs on the `cpu` backend.
 *
 * @param wasmFolder the folder or URL of the `.wasm` files, with a slash at its end. Default: under Node the
 *   installed package's own; in a browser the place of the script.
 * @returns the version of the backend, and the threads one operation may use (1 under Node, where tfjs has
 *   no threaded build).
 * @throws Error when the backend cannot start. No other backend is chosen in its place.
 */
export function loadWasm(wasmFolder?: string): Promise<{ version: string; threads: number }> {
  return (require('./backend') as typeof import('./backend')).start(wasmFolder);
}
