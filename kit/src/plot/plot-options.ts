/** What every diagram takes. */
export interface PlotOptions {
  /** Stands above the picture. Default none. */
  title?: string;
  /** Columns of the picture in characters. Default 72. */
  width?: number;
}

/**
 * Columns of the terminal picture.
 *
 * @throws RangeError when they are no whole number from 30.
 */
export function readWidth({ width = 72 }: PlotOptions): number {
  if (Number.isInteger(width) && width >= 30) return width;
  throw new RangeError(`width: expected a whole number of columns >= 30, got ${String(width)}`);
}

/** The text of a chart below its title. */
export function titled({ title }: PlotOptions, text: string): string {
  return title ? `${title}\n${text}` : text;
}
