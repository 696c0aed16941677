import type { TrainingTask } from '../judge/training';
import type { Master } from '../notebook';

type Asked = Pick<TrainingTask, 'epochs' | 'batchSize'> & {
  criteria: readonly Pick<TrainingTask['criteria'][number], 'name' | 'atLeast' | 'atMost'>[];
};

/** Numbers that a text may write as a word. */
const WORDS: Record<number, string> = { 0.5: 'half', 4: 'four', 6: 'six', 10: 'ten' };

/**
 * Names what a training question asks for and its text does not say: epochs, batch size, thresholds. A share may be
 * given as per cent.
 */
export function unstated({ cells }: Master, question: string, task: Asked): string[] {
  const at = cells.findIndex((cell) => cell.question === question);
  const text = cells[at - 1]?.kind === 'markdown' ? cells[at - 1]!.source : '';
  const asked = [
    { what: 'epochs', value: task.epochs },
    { what: 'batchSize', value: task.batchSize },
    ...task.criteria.map(({ name, atLeast, atMost }) => ({ what: name, value: atLeast ?? atMost! })),
  ];
  return asked.filter(({ value }) => !says(text, value)).map(({ what, value }) => `${what} (${value})`);
}

function says(text: string, value: number): boolean {
  const spellings = [
    `${value}`,
    `${Number((100 * value).toFixed(6))} %`,
    ...(WORDS[value] ? [WORDS[value]] : []),
  ];
  return spellings.some((spelling) =>
    new RegExp(`(?<![\\w.])${spelling.replaceAll('.', '\\.')}(?![\\w])`).test(text),
  );
}
