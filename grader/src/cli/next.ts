import { allStandings, type NextStep, nextQuestion, nextStep, readProgress, standingOf } from '../progress';
import { nextStepText } from './next-step';
import { placeOf } from './place';
import { after } from './status';
import { paragraph } from './text';

/** `unstuck next`: the next question of the lesson that was named, or of all. */
export async function nextCommand(words: string[]): Promise<number> {
  const record = readProgress();
  const standings = allStandings(record);
  if (words.length === 0) {
    console.log(after(standings));
    return 0;
  }
  const { slug, question } = placeOf(words);
  const lesson = standingOf(slug, record);
  const wanted = question ? lesson.questions.find(({ id }) => id === question) : nextQuestion(lesson);
  if (wanted) console.log(nextStepText({ lesson, question: wanted }));
  else console.log(solved(slug, nextStep(standings)));
  return 0;
}

function solved(slug: string, next: NextStep | undefined): string {
  const text = paragraph(`Every question of ${slug} is solved.`, 0);
  return next ? `${text}\n\n${nextStepText(next)}` : text;
}
