import { checkMirror, slugsIn } from './mirror';
import { checkQuestions } from './questions';
import { checkStrays } from './strays';

/**
 * Says where a lesson is incomplete, contradicts itself, or has files that belong to nothing.
 *
 * @param root the checkout.
 * @returns one message a problem, each with what mends it.
 */
export function checkLessons(root: string): string[] {
  const slugs = slugsIn(root);
  return [
    ...slugs.flatMap((slug) => [...checkMirror(root, slug), ...checkQuestions(root, slug)]),
    ...checkStrays(root, slugs),
  ];
}
