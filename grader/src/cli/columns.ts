import Table from 'cli-table3';

const PLAIN = {
  chars: {
    top: '',
    'top-mid': '',
    'top-left': '',
    'top-right': '',
    bottom: '',
    'bottom-mid': '',
    'bottom-left': '',
    'bottom-right': '',
    left: '',
    'left-mid': '',
    mid: '',
    'mid-mid': '',
    right: '',
    'right-mid': '',
    middle: '  ',
  },
  style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
};

/** Rows under a head, the columns under each other, without lines. */
export function columns(head: string[], rows: string[][]): string {
  const table = new Table({ ...PLAIN, head });
  table.push(...rows);
  return table.toString();
}

/** Text that came with a submission: it must not steer the terminal. */
export function printable(text: string): string {
  return text.replace(/\p{C}/gu, '?').slice(0, 300);
}
