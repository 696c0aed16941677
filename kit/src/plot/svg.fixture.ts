import { parse } from 'vega';
import { compile } from 'vega-lite';
import type { Chart } from './chart';

/** Draws a chart through JSON, as a notebook's front end gets it; a warning on the way fails the test. */
export function drawnSvg(chart: Chart): string {
  const complaints = [jest.spyOn(console, 'warn'), jest.spyOn(console, 'error')];
  const carried = JSON.parse(JSON.stringify(chart.spec));
  expect(carried).toEqual(chart.spec);
  parse(compile(carried).spec);
  const svg = chart.toSvg();
  for (const complaint of complaints) {
    expect(complaint.mock.calls).toEqual([]);
    complaint.mockRestore();
  }
  expect(svg).toMatch(/^<svg /);
  expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  return svg;
}

/** How many marks of a kind there are, e.g. `rect mark`. */
export function marks(svg: string, kind: string): number {
  return svg.split(`aria-roledescription="${kind}"`).length - 1;
}

/** The values of a layer, or those of the whole specification. */
export function valuesOf(chart: Chart, layer?: number): Record<string, unknown>[] {
  const spec = chart.spec as unknown as Layered;
  const { data } = layer === undefined ? spec : spec.layer[layer]!;
  return data.values;
}

interface Layered {
  data: { values: Record<string, unknown>[] };
  layer: Layered[];
}

/** The longest line of the terminal picture. */
export function textWidth(chart: Chart): number {
  return Math.max(...chart.text.split('\n').map((line) => [...line].length));
}
