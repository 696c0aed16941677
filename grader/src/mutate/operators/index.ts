import type { Question } from '../../lessons';
import { data } from './data';
import { diagnosis, formula, generic, structural } from './generic';
import type { Family, Operator } from './operator';
import { training } from './training';

export type { Family } from './operator';

/** Which slips a question's answer is tried with. */
export function operatorsFor(kind: Question['kind']): (Operator & { family: Family })[] {
  const learning = [...data, ...training];
  const others = {
    function: [...generic, ...structural],
    training: structural,
    formula,
    diagnosis,
  }[kind];
  return [
    ...learning.map((one) => ({ ...one, family: 'learning' as const })),
    ...others.map((one) => ({ ...one, family: 'generic' as const })),
  ];
}
