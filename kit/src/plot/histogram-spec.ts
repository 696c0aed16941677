import type { Binned } from './bins';
import type { VegaLiteSpec } from './chart';
import { COLORS } from './palette';
import { short } from './series';
import { specOf } from './spec';

/** A histogram with its name. */
export type Named = Binned & { name: string };

const COLUMNS = 3;

/** Histograms side by side, three in a row, each with its own axes. */
export function describePanels(all: Named[], title: string | undefined): VegaLiteSpec {
  const panels = all.map(panel);
  return specOf(
    title,
    panels.length === 1
      ? panels[0]!
      : { columns: Math.min(COLUMNS, all.length), concat: panels, align: 'each' },
  );
}

function panel(one: Named): object {
  const { name, edges, counts } = one;
  const values = counts.map((count, i) => ({ from: edges[i]!, to: edges[i + 1]!, count }));
  const domain = [edges[0], edges.at(-1)];
  return {
    title: { text: name, subtitle: statements(one), anchor: 'start', subtitleColor: '#555' },
    width: 220,
    height: 130,
    data: { values },
    mark: { type: 'bar', color: COLORS[1], tooltip: { content: 'data' } },
    encoding: {
      x: {
        field: 'from',
        type: 'quantitative',
        bin: 'binned',
        title: 'value',
        scale: { domain, nice: false, zero: false },
        axis: { tickCount: 5, format: '~g', labelOverlap: true },
      },
      x2: { field: 'to' },
      y: {
        field: 'count',
        type: 'quantitative',
        title: 'count',
        axis: { tickCount: Math.min(4, Math.max(...counts)) },
      },
    },
  };
}

/** What the values are like, in one line. */
export function describeHistogram(one: Binned): string {
  return statements(one).join(', ');
}

/** In two lines, so that neighbours have room; the second only where there is something to say. */
function statements({ total, notFinite, mean, sd, zeros }: Binned): string[] {
  const finite = notFinite < total ? [`mean ${short(mean)}`, `sd ${short(sd)}`] : [];
  const first = [`${total} ${total === 1 ? 'value' : 'values'}`, ...finite].join(', ');
  const second = [
    ...(zeros > 0 ? [`${short(100 * zeros)} % zero`] : []),
    ...(notFinite > 0 ? [`${notFinite} not finite`] : []),
  ].join(', ');
  return [first, ...(second ? [second] : [])];
}
