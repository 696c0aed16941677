import { COLORS } from './palette';
import { short } from './series';

/** Counts with a name for each row and column. */
export interface Counted {
  counts: number[][];
  classes: string[];
}

/** Up to so many classes the cells have room for the share of their row. */
const MOST_WITH_SHARES = 10;

function rowShare(row: number[], j: number): number {
  const sum = row.reduce((total, value) => total + value, 0);
  return sum === 0 ? 0 : row[j]! / sum;
}

export function picture({ counts, classes }: Counted): object {
  const withShares = classes.length <= MOST_WITH_SHARES;
  const side = withShares ? 64 : 34;
  const axis = (field: string, title: string) => ({
    field,
    type: 'nominal',
    title,
    sort: null,
    scale: { domain: classes },
    axis: { labelAngle: 0, ticks: false, domain: false, labelLimit: 120, labelPadding: 6 },
  });
  const values = counts.flatMap((row, i) =>
    row.map((value, j) => ({
      true: classes[i],
      predicted: classes[j],
      count: value,
      share: rowShare(row, j),
      shown: label(value),
      percent: percent(rowShare(row, j)),
    })),
  );
  return {
    width: { step: side },
    height: { step: side },
    data: { values },
    encoding: { y: axis('true', 'true class'), x: axis('predicted', 'predicted class') },
    layer: [
      cells,
      words('shown', withShares ? -7 : 0, 15),
      ...(withShares ? [words('percent', 11, 11)] : []),
    ],
  };
}

const cells = {
  mark: { type: 'rect', stroke: 'white', strokeWidth: 2, tooltip: { content: 'data' } },
  encoding: {
    color: {
      field: 'share',
      type: 'quantitative',
      title: 'share of row',
      scale: { domain: [0, 1], range: ['#EEF3F8', COLORS[1]] },
      legend: { format: '.0%', gradientLength: 100, values: [0, 0.5, 1] },
    },
  },
};

function words(field: string, dy: number, fontSize: number): object {
  return {
    mark: { type: 'text', dy, fontSize },
    encoding: {
      text: { field, type: 'nominal' },
      color: { condition: { test: 'datum.share > 0.55', value: 'white' }, value: '#222' },
    },
  };
}

function percent(share: number): string {
  return `${short(100 * share)} %`;
}

/** Counts in full, shares in three digits. */
function label(value: number): string {
  return Number.isInteger(value) ? String(value) : short(value);
}

export function drawTable({ counts, classes }: Counted): string {
  const withShares = classes.length <= MOST_WITH_SHARES;
  const cells = counts.map((row) =>
    row.map((value, j) => (withShares ? `${label(value)} (${percent(rowShare(row, j))})` : label(value))),
  );
  const width = Math.max(...[...cells.flat(), ...classes].map((cell) => cell.length)) + 2;
  const left = Math.max('true'.length, ...classes.map((name) => name.length));
  const line = (name: string, parts: readonly string[]) =>
    `${name.padEnd(left)} │${parts.map((part) => part.padStart(width)).join('')}`;
  return [
    `${' '.repeat(left)} │  predicted`,
    line('true', classes),
    `${'─'.repeat(left + 1)}┼${'─'.repeat(width * classes.length)}`,
    ...cells.map((row, i) => line(classes[i]!, row)),
  ].join('\n');
}

export function captionOf({ counts, classes }: Counted): string {
  const total = counts.flat().reduce((sum, value) => sum + value, 0);
  const right = counts.reduce((sum, row, i) => sum + row[i]!, 0);
  const recalls = counts.map((row, i) =>
    row.some((value) => value > 0)
      ? `${classes[i]} ${percent(rowShare(row, i))}`
      : `${classes[i]} none there`,
  );
  const shown = recalls.length <= MOST_WITH_SHARES ? [`Recall: ${recalls.join(', ')}.`] : [];
  // Of shares a sum says nothing.
  const whole = counts.flat().every(Number.isInteger);
  return [...(whole ? [`${right} of ${total} right.`] : []), ...shown].join(' ');
}
