import { notebookOf, shown } from '../progress';
import { resetWork } from '../reset';
import { placeOf, short } from './place';
import { paragraph } from './text';

/** `unstuck reset`: a lesson, or one question of it, as it was before anybody answered; the work is copied first. */
export async function resetCommand(words: string[]): Promise<number> {
  // Which one is meant is never guessed here.
  if (words.length === 0)
    throw new Error('reset: say which lesson, and which question if only one: npx unstuck reset 01 q2');
  const { slug, question } = placeOf(words);
  const copy = resetWork(slug, question);
  const what = question ? `${question} of ${shown(notebookOf(slug))}` : shown(notebookOf(slug));
  console.log(paragraph(`${what} is as it was in the beginning.`, 0));
  if (copy) console.log(paragraph(`Your work is kept in:\n  ${shown(copy)}`, 0));
  console.log(paragraph('If the notebook is open, load it again from the disk before you save.', 0));
  console.log(paragraph(`Next: npx unstuck next ${short(slug)}`, 0));
  return 0;
}
