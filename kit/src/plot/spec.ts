import type { VegaLiteSpec } from './chart';

/** A whole specification round what is drawn: version, title, white ground and the look of all charts. */
export function specOf(title: string | undefined, drawn: object): VegaLiteSpec {
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    ...(title ? { title } : {}),
    background: 'white',
    ...drawn,
    config: {
      view: { stroke: null },
      axis: { gridOpacity: 0.5 },
      legend: { labelLimit: 0, symbolOpacity: 1 },
    },
  };
}
