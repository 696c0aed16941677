import { DATA } from './data-faults';
import { FORM } from './form';
import { HEALTHY } from './healthy';
import type { Question } from './question';
import { STEPS } from './steps';

/** Every network that was re-made from public questions. */
export const QUESTIONS: readonly Question[] = [...FORM, ...DATA, ...STEPS, ...HEALTHY];

export { ask, type Question } from './question';
