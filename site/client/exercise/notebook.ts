import { recall } from '../store';

interface Cell {
  metadata: { unstuck?: { question?: string } };
  source: string[];
}

/** A lesson's notebook with the answers that the browser keeps, as `unstuck grade` takes it. */
export async function notebookWith(lesson: string): Promise<string> {
  const response = await fetch(`notebooks/${lesson}.ipynb`);
  if (!response.ok) throw new Error(`notebooks/${lesson}.ipynb could not be fetched (${response.status})`);
  const notebook = (await response.json()) as { cells: Cell[] };
  for (const cell of notebook.cells) {
    const question = cell.metadata.unstuck?.question;
    const answer = question && recall<string>(`answer.${lesson}.${question}`, '');
    if (answer) cell.source = answer.split(/(?<=\n)/);
  }
  return `${JSON.stringify(notebook, null, 1)}\n`;
}
