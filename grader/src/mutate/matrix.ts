import type { Judged } from '.';

/**
 * The kill matrix of a lesson: a row an operator, a column a question; died of made, and in brackets how many of the
 * rest are right answers.
 */
export function killMatrix(judged: Judged[]): string {
  const questions = [...new Set(judged.map(({ question }) => question))];
  const rows = (['learning', 'generic'] as const).flatMap((family) => {
    const operators = new Set(judged.filter((one) => one.family === family).map(({ operator }) => operator));
    return [...operators].sort().map((operator) => ({ family, operator }));
  });
  const table = rows.map(({ family, operator }) => [
    operator,
    ...questions.map((question) => cell(judged, { family, operator, question })),
  ]);
  const sums = (['learning', 'generic'] as const).map((family) => [
    `all ${family}`,
    ...questions.map((question) => cell(judged, { family, question })),
  ]);
  return aligned([['', ...questions], ...table, ...sums]);
}

function cell(judged: Judged[], wanted: Partial<Judged>): string {
  const made = judged.filter((one) =>
    Object.entries(wanted).every(([key, value]) => one[key as keyof Judged] === value),
  );
  if (made.length === 0) return '';
  const died = made.filter(({ outcome }) => outcome !== 'pass');
  const right = made.filter(({ outcome, equivalent }) => outcome === 'pass' && equivalent);
  return `${died.length}/${made.length}${right.length > 0 ? ` (${right.length})` : ''}`;
}

function aligned(rows: string[][]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (row: string[]) =>
    row.map((text, i) => (i === 0 ? text.padEnd(widths[i]!) : text.padStart(widths[i]!))).join('  ');
  return rows.map((row) => line(row).trimEnd()).join('\n');
}
