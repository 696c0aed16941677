/**
 * What reads and writes files.
 *
 * @throws Error in a browser, whose bundle leaves it out.
 */
export function files(): typeof import('./files') {
  const loaded: Partial<typeof import('./files')> = require('./files');
  if (loaded.listClasses) return loaded as typeof import('./files');
  throw new Error('Reading images from folders needs Node; in a browser, pass tensors to `flow`.');
}
