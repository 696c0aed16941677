import type * as tf from '@tensorflow/tfjs';
import { drawBars } from './bars';
import { binned } from './bins';
import { byName, type OneOrNamed } from './by-name';
import { Chart } from './chart';
import { flatValues, type NumbersLike } from './flat-values';
import { describeHistogram, describePanels, type Named } from './histogram-spec';
import { isModel, layerWeights } from './layer-weights';
import { type PlotOptions, readWidth, titled } from './plot-options';
import { renderSvg } from './svg';

/** What `histogram` takes besides the values. */
export interface HistogramOptions extends PlotOptions {
  /** Bins of equal width, each histogram over its own range; 1 to 1000. Default 30. */
  bins?: number;
}

/** More captions than these are no caption. */
const MOST_IN_CAPTION = 4;

/**
 * Draws how often values occur: of weights, one histogram a layer; of activations or anything else, one a name.
 * Below each are mean, standard deviation, the share of exact zeros (a dying ReLU has many) and how many values
 * were NaN or infinite, which are in no bin. Bins are those of NumPy's `histogram`.
 *
 * @param values numbers of any shape (array, typed array, `{ values, shape }`, tensor, which you keep), several
 *   of them by name, or a model, whose layers' trainable weights are drawn (kernel and bias together; of a
 *   frozen layer, all).
 * @returns a chart that shows itself as the last value of a notebook cell; `chart.text` is for a terminal.
 * @throws RangeError when there is no value or `bins` makes no sense; TypeError when what came is not numbers.
 * @example
 * plot.histogram(model, { title: 'Weights' });
 * plot.histogram({ inputs: [0, 0, 1, 1], scaled: [-1, -1, 1, 1] }, { bins: 2 })
 */
export function histogram(
  values: OneOrNamed<NumbersLike> | tf.LayersModel,
  options: HistogramOptions = {},
): Chart {
  const { bins = 30 } = options;
  const width = readWidth(options);
  if (!Number.isInteger(bins) || bins < 1 || bins > 1000)
    throw new RangeError(`bins: expected a whole number from 1 to 1000, got ${String(bins)}`);
  const all = read(values).map(([name, one]): Named => ({ name, ...binned(one, bins) }));
  const spec = describePanels(all, options.title);
  return new Chart({
    text: titled(options, all.map((one) => drawBars(one, width)).join('\n\n')),
    caption: captionOf(all),
    svg: () => renderSvg(spec),
    spec,
  });
}

function read(values: OneOrNamed<NumbersLike> | tf.LayersModel): [string, ArrayLike<number>][] {
  if (isModel(values)) return layerWeights('values', values);
  return byName<NumbersLike>('values', values, 'values').map(([name, one]) => [
    name,
    flatValues(name === 'values' ? name : `values.${name}`, one),
  ]);
}

function captionOf(all: Named[]): string {
  if (all.length <= MOST_IN_CAPTION)
    return `${all.map((one) => `${one.name}: ${describeHistogram(one)}`).join('; ')}.`;
  const lost = all.filter(({ notFinite }) => notFinite > 0).map(({ name }) => name);
  const notFinite = lost.length > 0 ? ` Not finite values in ${lost.join(', ')}.` : '';
  return `Histograms of ${all.length}: ${all.map(({ name }) => name).join(', ')}.${notFinite}`;
}
