import { drawn } from '../element';
import type { Side } from './experiment';
import type { Epoch } from './protocol';

interface Run {
  side: Side;
  name: string;
  epochs: readonly Epoch[];
}

const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP] = [360, 200, 44, 24, 22];

/** Which network a line is of is seen without colour, too. */
const THICKNESS: Record<Side, number> = { broken: 3.5, fixed: 1.5 };

/** Two drawings: the loss and the accuracy of both networks; held-out rows are dashed. */
export function drawCurves(runs: readonly Run[], planned: number): Element[] {
  return [
    panel('loss', ['loss', 'val_loss'], runs, planned),
    panel('accuracy', ['acc', 'val_acc'], runs, planned),
  ];
}

function panel(title: string, metrics: string[], runs: readonly Run[], planned: number): Element {
  const values = runs.flatMap(({ epochs }) =>
    epochs.flatMap(({ logs }) => metrics.map((metric) => logs[metric]!).filter(Number.isFinite)),
  );
  const top = title === 'accuracy' ? 1 : Math.max(0.1, ...values);
  const x = (epoch: number) => LEFT + ((epoch - 1) / Math.max(1, planned - 1)) * (WIDTH - LEFT - 8);
  const bottom = Math.min(0, ...values);
  const y = (value: number) => TOP + ((top - value) / (top - bottom)) * (HEIGHT - TOP - BOTTOM);
  const lines = runs.flatMap(({ side, epochs }) =>
    metrics.map((metric) =>
      drawn('polyline', {
        class: `side-${side}`,
        fill: 'none',
        stroke: 'currentColor',
        'stroke-width': THICKNESS[side],
        ...(metric.startsWith('val_') ? { 'stroke-dasharray': '5 4' } : {}),
        points: epochs
          .filter(({ logs }) => Number.isFinite(logs[metric]))
          .map(({ epoch, logs }) => `${x(epoch).toFixed(1)},${y(logs[metric]!).toFixed(1)}`)
          .join(' '),
      }),
    ),
  );
  const label = `${title}: ${runs.map((run) => lastOf(run, metrics[0]!)).join('; ')}`;
  return drawn(
    'svg',
    { class: 'curve', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': label },
    ...frame(title, [bottom, top], planned),
    ...lines,
  );
}

function frame(title: string, [bottom, top]: [number, number], planned: number): Element[] {
  const base = HEIGHT - BOTTOM;
  const axis = { stroke: 'currentColor', 'stroke-width': 1 };
  const text = { fill: 'currentColor', 'font-size': 11 };
  return [
    drawn('text', { ...text, x: LEFT, y: 14 }, `${title} (thick: broken; dashed: new images)`),
    drawn('line', { ...axis, x1: LEFT, y1: TOP, x2: LEFT, y2: base }),
    drawn('line', { ...axis, x1: LEFT, y1: base, x2: WIDTH - 8, y2: base }),
    drawn('text', { ...text, x: LEFT - 6, y: TOP + 9, 'text-anchor': 'end' }, short(top)),
    drawn('text', { ...text, x: LEFT - 6, y: base, 'text-anchor': 'end' }, short(bottom)),
    drawn('text', { ...text, x: WIDTH - 8, y: HEIGHT - 8, 'text-anchor': 'end' }, `epoch ${planned || ''}`),
  ];
}

function short(value: number): string {
  return String(Number(value.toPrecision(2)));
}

function lastOf({ name, epochs }: Run, metric: string): string {
  const last = epochs.at(-1);
  return `${name} ${last ? Number(last.logs[metric]!.toPrecision(3)) : 'not trained yet'}`;
}
