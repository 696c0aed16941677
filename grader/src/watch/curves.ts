import type { TrainingProgress } from '../judge/answer';

const BARS = [...'▁▂▃▄▅▆▇█'];
/** Stands for a loss that is NaN or infinite. */
const LOST = '×';

/** The losses of an answer's trainings as they come, each by its number. */
export class Curves {
  readonly trainings = new Map<number, { losses: number[]; epochs: number }>();

  add({ training, loss, epochs }: TrainingProgress): void {
    const { losses } = this.trainings.get(training) ?? { losses: [] };
    this.trainings.set(training, { losses: [...losses, loss], epochs });
  }

  /** Every training that has not ended in a line of so many characters; the last one where all have. */
  line(width: number): string {
    const all = this.inOrder();
    const going = all.filter(([, { losses, epochs }]) => losses.length < epochs);
    const drawn = going.length > 0 ? going : all.slice(-1);
    const room = Math.floor(width / drawn.length);
    return drawn.map(([training, { losses, epochs }]) => part(training, losses, epochs, room)).join('  ');
  }

  /** The first trainings as runs that can be drawn. */
  runs(first: number): Record<string, { history: { loss: number[] } }> {
    const counted = this.inOrder().filter(([training]) => training <= first);
    return Object.fromEntries(
      counted.map(([training, { losses }]) => [`training ${training}`, { history: { loss: losses } }]),
    );
  }

  /** Two that go on side by side begin in any order. */
  private inOrder() {
    return [...this.trainings].sort(([a], [b]) => a - b);
  }
}

/** A row of bars, one an epoch, from 0 to the greatest; the last ones where there is no room for all. */
export function sparkline(values: readonly number[], width: number): string {
  const finite = values.filter(Number.isFinite);
  const greatest = Math.max(...finite, 0) || 1;
  const shown = values.slice(-Math.max(1, width));
  return shown.map((value) => (Number.isFinite(value) ? bar(value / greatest) : LOST)).join('');
}

function bar(share: number): string {
  return BARS[Math.min(BARS.length - 1, Math.max(0, Math.round(share * (BARS.length - 1))))]!;
}

function part(training: number, losses: number[], epochs: number, room: number): string {
  const head = `training ${training}: ${losses.length}/${epochs} loss ${three(losses.at(-1)!)} `;
  return head + sparkline(losses, Math.min(30, room - head.length - 2));
}

/** Three significant digits. */
export function three(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(3))) : String(value);
}
