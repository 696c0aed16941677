/** What the process that runs cells and the one that drives it say to each other. Plain JSON. */

export type KernelRequest = { type: 'execute'; code: string };

export type KernelReport =
  | { type: 'ready' }
  | { type: 'stream'; name: 'stdout' | 'stderr'; text: string }
  | {
      type: 'display';
      data: Record<string, unknown>;
      metadata: Record<string, unknown>;
      /** Shared by displays that overwrite one another. */
      displayId?: string;
      update: boolean;
    }
  | CellFailure
  | { type: 'done'; ok: boolean };

/** Why a cell failed, in the words of nbformat's error output. */
export interface CellFailure {
  type: 'error';
  ename: string;
  evalue: string;
  traceback: string[];
}
