import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { TextDecoder } from 'node:util';
import { z } from 'zod';
import type { Notebook } from './format';

export type NotebookErrorReason =
  | 'not-json'
  | 'not-utf8'
  | 'wrong-nbformat'
  | 'too-large'
  | 'too-many-cells'
  | 'unreadable';

/** A file that cannot be taken as a notebook. `reason` is stable; the message is for the student. */
export class NotebookError extends Error {
  override readonly name = 'NotebookError';

  constructor(
    readonly reason: NotebookErrorReason,
    file: string,
    message: string,
  ) {
    super(`${basename(file)}: ${message}`);
  }
}

/** Largest notebook file read, in bytes. */
export const MAX_BYTES = 20 * 1024 * 1024;
/** Most cells read. */
export const MAX_CELLS = 5000;

const anything = z.record(z.string(), z.unknown());
const cellSchema = z.looseObject({
  cell_type: z.string(),
  source: z.union([z.string(), z.array(z.string())]),
  metadata: anything.default({}),
});
const notebookSchema = z.looseObject({
  nbformat: z.literal(4),
  // Jupyter reads a file without it as well.
  nbformat_minor: z.int().min(0).default(0),
  metadata: anything.default({}),
  cells: z.array(cellSchema),
});

/**
 * Reads a notebook file as data, trusting nothing in it.
 *
 * @returns any notebook of nbformat 4; fields that are not of interest here are kept as they came.
 * @throws NotebookError when the file is not one, or is larger than `MAX_BYTES` or `MAX_CELLS`.
 */
export function readNotebook(file: string): Notebook {
  return parseNotebook(readBounded(file), file);
}

/**
 * Reads the bytes of a notebook, as `readNotebook` does; `name` is for messages.
 *
 * @throws NotebookError as `readNotebook` does.
 */
export function parseNotebook(bytes: Uint8Array, name: string): Notebook {
  if (bytes.length > MAX_BYTES) throw new NotebookError('too-large', name, tooLarge(bytes.length));
  return shapeOf(parse(decode(bytes, name), name), name);
}

function readBounded(file: string): Buffer {
  const fd = open(file);
  try {
    if (!fstatSync(fd).isFile()) {
      throw new NotebookError('unreadable', file, 'is not a file; give the path of an .ipynb file');
    }
    return readUpTo(fd, MAX_BYTES, file);
  } finally {
    closeSync(fd);
  }
}

function open(file: string): number {
  try {
    // Without O_NONBLOCK a named pipe would hold the reader for ever.
    return openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new NotebookError('unreadable', file, `cannot be read (${code}); check its path and permissions`);
  }
}

function readUpTo(fd: number, limit: number, file: string): Buffer {
  const size = fstatSync(fd).size;
  // One byte more than the limit is enough to tell that the file is over it.
  const buffer = Buffer.alloc(Math.min(size, limit) + 1);
  let length = 0;
  for (let n = -1; n !== 0 && length < buffer.length; length += n) {
    n = readSync(fd, buffer, length, buffer.length - length, null);
  }
  if (length > limit) {
    throw new NotebookError('too-large', file, tooLarge(size));
  }
  return buffer.subarray(0, length);
}

function tooLarge(size: number): string {
  const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MB`;
  return `is ${megabytes(size)}, over the limit of ${megabytes(MAX_BYTES)}; clear the outputs and save again`;
}

function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new NotebookError('not-utf8', file, 'is not UTF-8 text; save it from Jupyter again');
  }
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = text.trim() === '' ? 'the file is empty' : (error as Error).message;
    throw new NotebookError(
      'not-json',
      file,
      `is not JSON (${why}); it may be cut short: save it from Jupyter again`,
    );
  }
}

function shapeOf(value: unknown, file: string): Notebook {
  const cells = (value as { cells?: unknown } | null)?.cells;
  if (Array.isArray(cells) && cells.length > MAX_CELLS) {
    throw new NotebookError(
      'too-many-cells',
      file,
      `has ${cells.length} cells; at most ${MAX_CELLS} are read`,
    );
  }
  const result = notebookSchema.safeParse(value);
  if (result.success) return result.data as Notebook;
  const issue = result.error.issues[0];
  const where = issue?.path.map(String).join('.') || 'the whole file';
  throw new NotebookError(
    'wrong-nbformat',
    file,
    `is not a notebook of nbformat 4 (${where}: ${issue?.message}); save it from Jupyter again`,
  );
}
