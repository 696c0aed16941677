import type sharp from 'sharp';

/** Loads the decoder when it is first needed: its native library takes a tenth of a second. */
export function decoder(): typeof sharp {
  loaded ??= load();
  return loaded;
}

let loaded: typeof sharp | undefined;

function load(): typeof sharp {
  const library = require('sharp') as typeof sharp;
  // Decoded images would be kept for a second reading, which does not come before the epoch ends.
  library.cache(false);
  return library;
}
