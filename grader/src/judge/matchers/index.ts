import { toNameFaults } from './faults';
import { toEqualFormula } from './formula';
import { toMatchReference } from './reference';

/** Teaches jest the questions' matchers. A call, not an import: a task is also read outside jest. */
export function extendExpect(): void {
  expect.extend({ toEqualFormula, toMatchReference, toNameFaults });
}
