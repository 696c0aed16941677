import type { FormulaCheck } from './formula';
import type { ReferenceCase } from './reference';

declare global {
  namespace jest {
    interface Matchers<R> {
      toEqualFormula(reference: string, check: FormulaCheck): R;
      toMatchReference(cases: ReferenceCase[], tolerance?: number): R;
      toNameFaults(expected: Record<string, string | string[]>): R;
    }
  }
}
