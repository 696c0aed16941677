import { cacheRoot } from 'unstuck/engine/native';
import { root } from '../lessons';

/** A line of a stack, as it stands or in text that was quoted; what follows it is kept. */
const FRAME = /(?:\n|\\n) {4}at (?:(?!\n|\\n|"| …).)*/g;

/** Text that a student's code made, without places of this machine and without a stack, which is mostly the grader's. */
export function withoutPlaces(text: string): string {
  return text.replace(FRAME, '').replaceAll(root, 'course').replaceAll(cacheRoot(), 'cache');
}
