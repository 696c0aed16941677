import type { View as VegaView } from 'vega';
import type { VegaLiteSpec } from './chart';

/** What Vega keeps on a view and exports beside it, but leaves out of its types. */
interface DrawnView extends VegaView {
  _viewWidth: number;
  _viewHeight: number;
}
interface SvgRenderer {
  initialize(el: null, width: number, height: number, origin: [number, number]): SvgRenderer;
  background(color: string): SvgRenderer;
  render(scene: unknown): SvgRenderer;
  svg(): string;
}

/** Draws a Vega-Lite specification, whose data must be inside it, as SVG text. */
export function renderSvg(spec: VegaLiteSpec): string {
  // Loaded when a picture is asked for: they take a tenth of a second that training alone need not spend.
  const vega = require('vega') as typeof import('vega') & { SVGStringRenderer: new () => SvgRenderer };
  const { compile } = require('vega-lite') as typeof import('vega-lite');
  // A copy: Vega marks the rows of the data that it is given.
  const copy = structuredClone(spec);
  const view = new vega.View(vega.parse(compile(copy as never).spec), { renderer: 'none' }) as DrawnView;
  // `view.toSVG` does the same behind a promise, for data that must load; a notebook shows a value at once.
  view.run();
  const padding = view.padding() as { left: number; right: number; top: number; bottom: number };
  const [x, y] = view.origin();
  const svg = new vega.SVGStringRenderer()
    .initialize(
      null,
      view._viewWidth + padding.left + padding.right,
      view._viewHeight + padding.top + padding.bottom,
      [padding.left + x, padding.top + y],
    )
    .background('white')
    .render((view.scenegraph() as unknown as { root: unknown }).root)
    .svg();
  view.finalize();
  return svg;
}
