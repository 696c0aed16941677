import type { ShownEvidence } from '../evidence';
import { short } from './curve';
import { type Html, html } from './html';

/** What the trainings of an answer reached, one column a run; nothing where nothing was measured. */
export function measurements({ measures, runs }: ShownEvidence): Html | undefined {
  const columns = runs.length > 0 ? runs : [{ pass: false, measures }];
  const names = [...new Set(columns.flatMap((run) => Object.keys(run.measures)))];
  if (names.length === 0) return undefined;
  return html`<div class="scroll"><table>
<tr><th>Measured</th>${columns.map((run, i) => html`<th class="number">${heading(i, runs.length, run.pass)}</th>`)}</tr>
${names.map(
  (
    name,
  ) => html`<tr><td>${name}</td>${columns.map((run) => html`<td class="number">${shown(run.measures[name])}</td>`)}</tr>
`,
)}</table></div>`;
}

function heading(i: number, runs: number, pass: boolean): string {
  return runs > 0 ? `run ${i + 1}: ${pass ? 'pass' : 'fail'}` : 'came';
}

function shown(value: number | null | undefined): string {
  return value === undefined ? '–' : short(value ?? Number.NaN);
}
