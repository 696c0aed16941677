import type { DescribedData } from '../data-statistics';
import { evenly } from '../evenly';
import type { DerivedRows } from '../run';
import { between } from './between';
import { mirrored } from './mirrored';
import { windows } from './windows';

/** At most so many validation rows are looked at. */
const SAMPLE = 64;

/** Looks for validation rows that were made out of training rows, or of the same rows as those. */
export function derivedRows(training: DescribedData, validation: DescribedData): DerivedRows {
  const sample = evenly(validation.pass.prints.length, SAMPLE);
  return {
    mirrored: mirrored(sample, training, validation),
    windows: windows(sample, training, validation),
    between: between(sample, training, validation),
  };
}
