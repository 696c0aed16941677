import colors from 'picocolors';
import { nextHint } from '../hints';
import { findLesson } from '../lessons';
import { nextQuestion, readProgress, standingOf } from '../progress';
import { step } from './next-step';
import { placeOf, short } from './place';
import { paragraph } from './text';

/** `unstuck hint`: one hint more for a question, below those that were asked for before. */
export async function hintCommand(words: string[]): Promise<number> {
  const { slug, question = askedAbout(slug) } = placeOf(words);
  const { title, read } = findLesson(slug).questions[question]!;
  const { shown, of, exhausted } = nextHint(slug, question);
  console.log(colors.bold(paragraph(`${slug}, ${question}: ${title}`, 0)));
  shown.forEach((hint, i) => {
    console.log(paragraph(`Hint ${i + 1} of ${of}: ${hint}`));
  });
  console.log();
  if (shown.length < of) console.log(step('Another one:', `npx unstuck hint ${short(slug)} ${question}`));
  else
    console.log(
      paragraph(`${exhausted ? 'There are no more hints.' : 'That is the last hint.'} Read "${read}" again.`),
    );
  return 0;
}

function askedAbout(slug: string): string {
  const standing = standingOf(slug, readProgress());
  return (nextQuestion(standing) ?? standing.questions[0]!).id;
}
