/** asciichart 1.5.25 ships no types. */
declare module 'asciichart' {
  interface Options {
    /** Least extent of the axis. */
    min?: number;
    max?: number;
    /** Rows between the least and the greatest value. */
    height?: number;
    /** Columns left of the curve; the axis stands in the last of them. */
    offset?: number;
    format?: (value: number, row: number) => string;
    /** Axis at zero, axis, line ends (two), level, up-right, down-right, up-left, down-left, upright. */
    symbols?: string[];
  }
  export function plot(series: number[], options: Options): string;
}
