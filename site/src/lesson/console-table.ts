import { escapeHtml } from '../markup';

const BORDER = /^[┌├└]/;

/** Text that a cell printed; what `console.table` drew with lines becomes a real table. */
export function printed(text: string): string {
  const parts: string[] = [];
  let plain: string[] = [];
  let rows: string[] = [];
  const flush = () => {
    if (plain.join('').trim())
      parts.push(`<pre tabindex="0">${escapeHtml(plain.join('\n').trimEnd())}</pre>`);
    plain = [];
  };
  for (const line of text.split('\n')) {
    if (line.startsWith('│')) rows.push(line);
    else if (!BORDER.test(line)) plain.push(line);
    if (line.startsWith('└')) {
      flush();
      parts.push(tableOf(rows.map(cellsOf)));
      rows = [];
    }
  }
  flush();
  return parts.join('\n');
}

function cellsOf(line: string): string[] {
  return line
    .split('│')
    .slice(1, -1)
    .map((cell) => cell.trim().replace(/^'(.*)'$/, '$1'));
}

/** A table whose first row names the columns; a first column that only counts the rows is left out. */
function tableOf([head = [], ...rows]: string[][]): string {
  const counts = rows.every(([first], i) => first === String(i));
  const from = counts ? 1 : 0;
  return table(
    head.slice(from).map((name) => (name === '(index)' ? '' : name)),
    rows.map((row) => row.slice(from)),
  );
}

/** A table that scrolls where it is wider than the page. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const heads = head
    .map((name) => (name ? `<th scope="col">${escapeHtml(name)}</th>` : '<td></td>'))
    .join('');
  const body = rows
    .map((row) => `<tr>${row.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`)
    .join('\n');
  return `<div class="wide" tabindex="0" role="region" aria-label="Table"><table><thead><tr>${heads}</tr></thead><tbody>${body}</tbody></table></div>`;
}
