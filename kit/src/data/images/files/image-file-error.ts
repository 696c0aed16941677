/**
 * An image file that cannot be read as one.
 *
 * @example
 * await loadImage('gone.png').catch((error) => console.log(error instanceof ImageFileError, error.message));
 */
export class ImageFileError extends Error {
  override readonly name = 'ImageFileError';

  /**
   * @param reason what was expected and what came.
   * @param byte where in the file, if known.
   */
  constructor(
    readonly file: string,
    readonly reason: string,
    readonly byte?: number,
  ) {
    super(`${file}${byte === undefined ? '' : `, byte ${byte}`}: ${reason}`);
  }
}

/** The file ends too early. */
export function truncated(file: string, bytes: Uint8Array, expected: string): ImageFileError {
  return new ImageFileError(
    file,
    `the file ends here, expected ${expected}; it is truncated, fetch it again`,
    bytes.length,
  );
}
