import colors from 'picocolors';
import type { Verdict } from '../batch/judging';
import { findLesson, lessonSlugs } from '../lessons';
import {
  allStandings,
  ensureNotebook,
  isDone,
  nextStep,
  notebookOf,
  readProgress,
  shown,
  standingOf,
} from '../progress';
import { isolationNote } from '../sandbox';
import type { Remark } from '../type-check';
import { type ChangedAnswer, type WatchEvents, watchLessons } from '../watch';
import { questionFeedback } from './feedback';
import { keepOrSay } from './own-work';
import { placeOf, short } from './place';
import { paragraph } from './text';
import { TrainingView } from './training-view';

interface Options {
  plain?: boolean;
}

/** `unstuck watch`: grades what changed whenever a notebook is saved, until Ctrl-C. */
export async function watchCommand(words: string[], options: Options): Promise<number> {
  const slugs = words.length > 0 ? [placeOf(words).slug] : watchedByDefault();
  for (const slug of slugs) ensureNotebook(slug);
  const note = isolationNote(false);
  if (note) console.error(paragraph(note, 0));
  console.log(opening(slugs));
  const interrupt = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => interrupt.abort());
  await watchLessons(slugs, new WatchView(options), interrupt.signal);
  console.log(`\n${paragraph('No longer watching.\nWhere you are: npx unstuck', 0)}`);
  return 0;
}

/** All lessons, the current one first: its spec is loaded before it is needed. */
function watchedByDefault(): string[] {
  const { slug } = placeOf([]);
  return [slug, ...lessonSlugs().filter((other) => other !== slug)];
}

function opening(slugs: string[]): string {
  const what = slugs.length === 1 ? shown(notebookOf(slugs[0]!)) : 'every notebook';
  return [
    paragraph(`Watching ${what}. Save it, and each answer that changed is graded. Ctrl-C ends.`, 0),
    paragraph(
      `Open it in JupyterLab with "npx unstuck lab ${short(slugs[0]!)}" in another terminal, or in VS Code.`,
      0,
    ),
  ].join('\n');
}

/** Tells of answers and verdicts as lines that stay, and of trainings in one that does not. */
class WatchView implements WatchEvents {
  private view: TrainingView | undefined;

  constructor(private readonly options: Options) {}

  begun({ question }: ChangedAnswer): void {
    this.view?.clear();
    this.view = new TrainingView(question, this.options.plain);
    this.view.begun();
  }

  progress(_answer: ChangedAnswer, progress: Parameters<TrainingView['progress']>[0]): void {
    this.view?.progress(progress);
  }

  verdict({ lesson, question, source }: ChangedAnswer, verdict: Verdict, remarks: readonly Remark[]): void {
    this.view?.clear();
    const about = findLesson(lesson).questions[question];
    // A cell may carry the id of a question that the lesson does not have.
    if (!about) return;
    const score = verdict.status === 'pass' ? about.points : 0;
    const result = { ...verdict, id: question, score, maxScore: about.points };
    const chart = this.view?.chart(verdict.evidence) ?? '';
    console.log(['', ...(chart ? [chart] : []), questionFeedback(result, about, remarks)].join('\n'));
    keepOrSay(lesson, [{ id: question, source, verdict: result }]);
    console.log(paragraph(advice(lesson, question, verdict.status)));
  }

  problem(lesson: string, message: string): void {
    this.view?.clear();
    console.log(`\n${colors.red('✗ not graded')}  ${lesson}\n${paragraph(message)}`);
  }
}

function advice(lesson: string, question: string, status: Verdict['status']): string {
  const record = readProgress();
  const { points, maxPoints, ...standing } = standingOf(lesson, record);
  if (status !== 'pass') return `Stuck? npx unstuck hint ${short(lesson)} ${question}`;
  const score = `${points} of ${maxPoints} points in ${lesson}.`;
  if (!isDone({ points, maxPoints, ...standing })) return `${score}\nNext: npx unstuck next`;
  return nextStep(allStandings(record))
    ? `${score} The lesson is solved.\nNext: npx unstuck next`
    : `${score} Every lesson is solved.`;
}
