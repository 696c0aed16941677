/** A file of a folder or of an archive. Nothing of it is read before `read` is called. */
export interface TreeFile {
  /** With `/`, from the root; never out of it. */
  path: string;
  modified: Date | null;
  /** A link: it is named, never followed. */
  link: boolean;
  /**
   * Its bytes.
   *
   * @throws FileProblem where it cannot be read or is too large.
   */
  read(mostBytes: number): Promise<Uint8Array>;
}

/** What a folder or archive holds. */
export interface Tree {
  files: TreeFile[];
  /** Names of the folders at the root, the empty ones too. */
  folders: string[];
  /** What could not be listed: path and why. */
  problems: { path: string; problem: FileProblem }[];
  close(): void;
}

/** Why a file or archive could not be taken. The reason is stable; the message is for a reader. */
export class FileProblem extends Error {
  constructor(
    /** `rejected` is a verdict on what was handed in; `unsure` may go better another time. */
    readonly kind: 'rejected' | 'unsure',
    readonly reason: string,
    message: string,
  ) {
    super(message);
  }
}

const IGNORED = new Set(['__MACOSX', 'node_modules', 'venv', '__pycache__']);

/** Whether a folder or file of this name is never part of a submission: hidden, or made by a tool. */
export function isIgnored(name: string): boolean {
  return name.startsWith('.') || IGNORED.has(name);
}

/** What the file system said, as a problem that a person can mend. */
export function unreadable(error: unknown): FileProblem {
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
  return new FileProblem(
    'unsure',
    'unreadable',
    `cannot be read (${code}); check that it is still there and may be read`,
  );
}

export function tooLarge(mostBytes: number): FileProblem {
  const most = `${Math.round(mostBytes / 1024 / 1024)} MB`;
  return new FileProblem(
    'rejected',
    'too-large',
    `is larger than ${most}; clear the outputs and hand it in again`,
  );
}
