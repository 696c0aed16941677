/**
 * The process in which a notebook's cells run: tslab's own converter, executor and request handler, put together
 * as its Jupyter kernel does it, with Node's IPC channel in the place of Jupyter's sockets.
 * The working directory is the notebook's folder, from which tslab resolves imports.
 */
import { format, inspect } from 'node:util';
import { type Converter, createConverter } from 'tslab/dist/converter';
import { type ConverterSet, createExecutor } from 'tslab/dist/executor';
import { JupyterHandlerImpl } from 'tslab/dist/jupyter';
import type { CellFailure, KernelReport, KernelRequest } from './protocol';

function startKernel(report: (message: KernelReport) => void): void {
  let complaints: unknown[][] = [];
  const converters = lazyConverters();
  // The executor tells of a failed cell only by a call of `console.error`, and shadows `console` by this one.
  const executor = createExecutor(process.cwd(), converters, {
    log: console.log,
    error: (...values: unknown[]) => {
      complaints.push(values);
    },
  });
  const handler = new JupyterHandlerImpl(executor, false);
  process.on('SIGINT', () => executor.interrupt());
  process.on('uncaughtException', (error) => console.error('UncaughtException:', error));
  process.on('unhandledRejection', (reason) => console.error('UnhandledPromiseRejection:', reason));

  process.on('message', async ({ code }: KernelRequest) => {
    complaints = [];
    const { status } = await handler.handleExecute({ code } as never, stream, display);
    const ok = status === 'ok';
    // Complaints about a cell that went through are about a module it defines: tslab prints those and goes on.
    if (ok) for (const values of complaints) console.error(...values);
    else report(failureOf(complaints));
    report({ type: 'done', ok });
  });

  function stream(name: string, text: string): void {
    report({ type: 'stream', name: name === 'stderr' ? 'stderr' : 'stdout', text });
  }

  function display(shown: DisplayData, update: boolean): void {
    const { data, metadata, transient } = shown;
    const id = transient?.display_id;
    report({ type: 'display', data, metadata, ...(id && { displayId: id }), update: Boolean(update) });
  }

  converters.node; // Made before the first cell, so that its time is not counted as the cell's.
  report({ type: 'ready' });
}

type DisplayData = Parameters<Parameters<JupyterHandlerImpl['handleExecute']>[2]>[0];

function lazyConverters(): ConverterSet {
  let node: Converter | undefined;
  let browser: Converter | undefined;
  return {
    get node() {
      node ??= createConverter({ isJS: false, isBrowser: false });
      return node;
    },
    get browser() {
      browser ??= createConverter({ isJS: false, isBrowser: true });
      return browser;
    },
    close: () => {
      node?.close();
      browser?.close();
    },
  };
}

/** The executor complains once with the thrown value, or once a diagnostic with a format and its values. */
function failureOf(complaints: readonly unknown[][]): CellFailure {
  const [first = []] = complaints;
  if (first.length === 1) return thrownFailure(first[0]);
  const lines = complaints.map((values) => format(...values));
  return { type: 'error', ename: 'CompileError', evalue: lines[0] ?? '', traceback: lines };
}

function thrownFailure(thrown: unknown): CellFailure {
  if (!(thrown instanceof Error)) {
    const evalue = inspect(thrown);
    return { type: 'error', ename: 'Thrown', evalue, traceback: [`Thrown: ${evalue}`] };
  }
  return { type: 'error', ename: thrown.name, evalue: thrown.message, traceback: tracebackOf(thrown) };
}

/** The stack from the error's own line on, without the frames that ran the cell. */
function tracebackOf(error: Error): string[] {
  const header = `${error.name}: ${error.message}`;
  const stack = error.stack ?? header;
  // Node's vm puts the compiled source line above the stack; it is not what the student wrote.
  const start = Math.max(0, stack.indexOf(header));
  return stack
    .slice(start)
    .split('\n')
    .filter((line) => !OUR_FRAMES.test(line));
}

const OUR_FRAMES = /^ +at .*(node:vm|node:internal|[\\/]tslab[\\/]dist[\\/]|[\\/]notebook[\\/]kernel\.js)/;

const send = process.send?.bind(process);
if (!send)
  throw new Error('this file is a child process of the notebook runner; use: npx unstuck run NOTEBOOK');
process.on('disconnect', () => process.exit());
startKernel((message) => send(message));
