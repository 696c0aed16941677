import { NOTEBOOK_LIMITS, type NotebookEngine, type NotebookResult } from './notebooks';
import { align, list, type Machine, thisMachine, times } from './table';

/** What `bench notebooks --json` prints. */
export interface NotebooksReport {
  lessons: (NotebookResult & {
    /** Processor seconds on the portable engine over those on the native one; null where one was not measured. */
    wasmOverNode: number | null;
  })[];
  /** Seconds that a notebook may train. */
  limits: typeof NOTEBOOK_LIMITS;
  machine: Machine;
  versions: Record<string, string>;
}

export function notebooksReport(results: NotebookResult[]): NotebooksReport {
  const lessons = results.map((result) => {
    const { node, wasm } = result.engines;
    return { ...result, wasmOverNode: node && wasm ? wasm.cpuSeconds / node.cpuSeconds : null };
  });
  return {
    lessons,
    limits: NOTEBOOK_LIMITS,
    machine: thisMachine(),
    versions: { node: process.versions.node },
  };
}

/** The report as a table, one line a lesson, with a note below it. */
export function notebooksTable({ lessons, limits, machine, versions }: NotebooksReport): string {
  const header = ['lesson', 'native', 'training', 'portable', 'training', 'port./native'];
  const rows = lessons.map((lesson) => [
    lesson.lesson,
    ...columns(lesson, 'node'),
    ...columns(lesson, 'wasm'),
    times(lesson.wasmOverNode),
  ]);
  return [
    ...align([header, ...rows]),
    '',
    'Processor seconds of a notebook with its answers, TypeScript included, and seconds of training: by the clock',
    'or the processor, whichever is less.',
    `Training over ${limits.node} s native or ${limits.wasm} s portable is too long, and says so.`,
    `${machine.cpu}, ${machine.cores} cores (${machine.platform})`,
    list(versions),
  ].join('\n');
}

function columns({ engines }: NotebookResult, engine: NotebookEngine): string[] {
  const time = engines[engine];
  if (!time) return ['-', '-'];
  const tooLong = time.trainingSeconds > NOTEBOOK_LIMITS[engine] ? ' too long' : '';
  return [`${time.cpuSeconds.toFixed(0)} s`, `${time.trainingSeconds.toFixed(0)} s${tooLong}`];
}
