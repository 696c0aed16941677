import { join } from 'node:path';
import { similarPage, writeWhole } from '../export';
import { openGradebook } from '../gradebook';
import { type SimilarPair, type SimilarWork, similarInClass } from '../similarity';
import { columns, printable } from './columns';
import { wholeNumber } from './whole-number';

interface Options {
  least?: string;
  json?: boolean;
}

/** More rows than a terminal is read for; the page has them all. */
const MOST_ROWS = 40;

/** `unstuck similar OUT`: a table of pairs whose answers are nearly the same, and `similar.html` with them side by side. */
export async function similarityCommand(out: string, { least, json }: Options): Promise<number> {
  const gradebook = openGradebook(out);
  try {
    const found = similarInClass(gradebook, least === undefined ? {} : { least: percent(least) });
    const file = join(out, 'similar.html');
    writeWhole(file, similarPage(found));
    console.log(json ? JSON.stringify(asJson(found), null, 2) : told(found, file));
  } finally {
    gradebook.close();
  }
  return 0;
}

/** @throws RangeError that names the option. */
function percent(text: string): number {
  const value = wholeNumber('--least', text);
  if (value < 1 || value > 100) throw new RangeError(`--least: expected 1 to 100, got "${text}"`);
  return value / 100;
}

function told(found: readonly SimilarWork[], file: string): string {
  const rows = found.flatMap(({ lesson, pairs }) => pairs.map((pair) => row(lesson, pair)));
  if (rows.length === 0) return 'No two submissions are alike beyond chance.';
  const more = rows.length > MOST_ROWS ? [`… and ${rows.length - MOST_ROWS} more`] : [];
  const head = ['lesson', 'one', 'other', 'alike', 'tokens', 'most alike in'];
  return [
    columns(head, rows.slice(0, MOST_ROWS)),
    ...more,
    '',
    'A likeness is a reason to look and to ask, no proof.',
    `Side by side: ${file}`,
  ].join('\n');
}

function row(lesson: string, { works: [a, b], similarity, shared, questions }: SimilarPair): string[] {
  const alike = `${Math.round(100 * similarity)} %`;
  return [lesson, printable(a.name), printable(b.name), alike, String(shared), questions[0]?.question ?? ''];
}

function asJson(found: readonly SimilarWork[]): object[] {
  return found.flatMap(({ lesson, pairs }) =>
    pairs.map(({ works, similarity, shared, questions }) => ({
      lesson,
      submissions: works.map(({ id }) => id),
      similarity: Number(similarity.toFixed(3)),
      shared,
      questions: questions.map((one) => ({
        id: one.question,
        similarity: one.similarity,
        shared: one.shared,
      })),
    })),
  );
}
