import { type Cell, type Notebook, splitLines } from './format';
import type { Master, MasterCell } from './master';

/** The notebook that a student opens: stubs in place of the answers, no outputs. */
export function studentNotebook(master: Master): Notebook {
  return notebookOf(master, (cell) => cell.stub ?? cell.source);
}

/** The same notebook with the answers in, as a submission for full marks. */
export function solutionNotebook(master: Master): Notebook {
  return notebookOf(master, (cell) => cell.source);
}

/** The ids of the cells that `checkedNotebook` adds. */
export const CHECK_ID = /-check$/;

/** The same with each check after its cell: what tests run, to see that the texts say what the cells give. */
export function checkedNotebook(master: Master): Notebook {
  const { cells, ...rest } = solutionNotebook(master);
  const checkOf = ({ id, check, line }: MasterCell): Cell[] =>
    check ? [notebookCell({ kind: 'code', id: `${id}-check`, source: check, line }, splitLines(check))] : [];
  return { ...rest, cells: cells.flatMap((cell, i) => [cell, ...checkOf(master.cells[i]!)]) };
}

function notebookOf(master: Master, sourceOf: (cell: MasterCell) => string): Notebook {
  return {
    cells: master.cells.map((cell) => notebookCell(cell, splitLines(sourceOf(cell)))),
    metadata: {
      kernelspec: { display_name: 'TypeScript', language: 'typescript', name: 'tslab' },
      unstuck: { lesson: master.slug },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
}

function notebookCell(cell: MasterCell, source: string[]): Cell {
  const metadata = cell.question ? { unstuck: { question: cell.question } } : {};
  if (cell.kind === 'markdown') return { cell_type: 'markdown', id: cell.id, metadata, source };
  return { cell_type: 'code', execution_count: null, id: cell.id, metadata, outputs: [], source };
}
