import { extentOf, needsLogarithm, type Valued } from './series';

/** A Vega-Lite axis that holds every value; logarithmic where a linear one would press most of them flat. */
export function valueAxis(series: Valued[]): object {
  const domain = extentOf(series);
  if (!needsLogarithm(series)) return { scale: { domain, nice: true } };
  const decades = Math.ceil(Math.log10(Math.max(...domain.map(Math.abs)))) + 1;
  const powers = Array.from({ length: decades }, (_, i) => 10 ** i);
  const axis = { values: [0, ...powers], format: '~g', labelOverlap: true };
  return { scale: { type: 'symlog', domain }, axis };
}
