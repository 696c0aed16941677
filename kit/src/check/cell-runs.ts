import { now } from '../clock';

/** One run of a cell in this kernel. */
export interface CellRun {
  code: string;
  /** Milliseconds since the epoch. */
  at: number;
}

interface Handler {
  handleExecuteImpl(request: { code: string }, ...rest: unknown[]): unknown;
}

/** tslab's module `dist/jupyter.js`, through which a kernel gets its cells. */
const KERNEL = /[\\/]tslab[\\/]dist[\\/]jupyter\.js$/;

const runs: CellRun[] = [];

/** The cells that ran since the kit was loaded, the oldest first. */
export function cellRuns(): readonly CellRun[] {
  return runs;
}

/** Keeps the source of each cell from now on, where this process is a tslab kernel. */
export function keepCellRuns(): void {
  if (typeof require === 'undefined' || !require.cache) return;
  const file = Object.keys(require.cache).find((name) => KERNEL.test(name));
  if (file === undefined) return;
  const { JupyterHandlerImpl } = require.cache[file]!.exports as {
    JupyterHandlerImpl?: { prototype: Handler };
  };
  if (!JupyterHandlerImpl) return;
  const { handleExecuteImpl } = JupyterHandlerImpl.prototype;
  JupyterHandlerImpl.prototype.handleExecuteImpl = function (request, ...rest) {
    runs.push({ code: request.code, at: now() });
    return handleExecuteImpl.call(this, request, ...rest);
  };
}
