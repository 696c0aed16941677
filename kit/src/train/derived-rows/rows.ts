import type { DescribedData } from '../data-statistics';

/** At most so many training rows are looked at: some milliseconds. */
export const MOST_TRAINING = 8192;

/** The numbers of a row, one after the other. */
export function rowOf({ pass }: DescribedData, row: number): Float32Array {
  return pass.data.subarray(row * pass.features.width, (row + 1) * pass.features.width);
}

/** Share of some rows that are something; 0 of none. */
export function shareOf<T>(rows: T[], is: (row: T) => boolean): number {
  return rows.length && rows.filter(is).length / rows.length;
}
