import { toNameFaults } from './faults';
import { toEqualFormula } from './formula';
import { toMatchReference } from './reference';
import { toConverge, toGeneralize } from './training';

expect.extend({ toConverge, toEqualFormula, toGeneralize, toMatchReference, toNameFaults });
