import { randomInt } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { Waiting } from '../judge/answer';
import { judgeAnswer } from '../judge/spec';
import { findLesson } from '../lessons';
import { readSubmission } from '../notebook';
import { notebookOf, shown } from '../progress';
import { soon, TypeChecker } from '../type-check';
import { questionFeedback } from './feedback';
import { keepOrSay } from './own-work';
import { type Place, placeOf, short } from './place';
import { paragraph } from './text';
import { TrainingView } from './training-view';

/** Here the compiler has to start, in milliseconds. */
const PATIENCE = 3000;

interface Options {
  source?: string;
  events?: boolean;
  plain?: boolean;
}

/** `unstuck check`: grades one question as `unstuck grade` does; exit 0 full marks, 1 less, 2 could not grade. */
export async function checkCommand(words: string[], options: Options): Promise<number> {
  const { slug, question } = placeOf(words);
  if (!question) throw new Error('check: say which question: npx unstuck check 01 q2');
  // As in every other grading: verdicts then repeat on machines with other numbers of cores.
  process.env.UNSTUCK_THREADS ??= '1';
  const source = options.source === undefined ? savedAnswer(slug, question) : given(options.source);
  const show = options.events ? events() : lines(question, options.plain);
  const answer = { lesson: slug, question, source, seed: randomInt(1, 2 ** 31) };
  const types = new TypeChecker();
  const remarks = types.remarks(source);
  const { status, reason, message, evidence } = await judgeAnswer(answer, { onProgress: show.progress });
  const about = findLesson(slug).questions[question]!;
  const score = status === 'pass' ? about.points : 0;
  const result = { id: question, status, reason, message, score, maxScore: about.points };
  keepOrSay(slug, [{ id: question, source, verdict: result }]);
  const advice = status === 'pass' ? [] : [paragraph(`Stuck? npx unstuck hint ${short(slug)} ${question}`)];
  const text = [
    questionFeedback(result, about, await soon(remarks, status === 'pass' ? 0 : PATIENCE)),
    ...advice,
  ].join('\n');
  show.verdict({ status, text, evidence });
  await types.close();
  return status === 'pass' ? 0 : status === 'inconclusive' ? 2 : 1;
}

interface Shown {
  status: string;
  text: string;
  evidence: { runs?: unknown };
}

interface View {
  progress: NonNullable<Waiting['onProgress']>;
  verdict(shown: Shown): void;
}

function lines(question: string, plain: boolean | undefined): View {
  const view = new TrainingView(question, plain);
  view.begun();
  return {
    progress: (progress) => view.progress(progress),
    verdict: ({ text, evidence }) => {
      view.clear();
      const chart = view.chart(evidence);
      console.log(chart ? `${chart}\n\n${text}` : text);
    },
  };
}

/** For a notebook that asks: JSON lines, in which null stands for a loss that is not finite. */
function events(): View {
  return {
    progress: (progress) => console.log(JSON.stringify({ type: 'progress', ...progress })),
    verdict: ({ status, text, evidence: { runs } }) => {
      const counted = Array.isArray(runs) ? runs.length : 0;
      console.log(JSON.stringify({ type: 'verdict', status, text, counted }));
    },
  };
}

/** @throws Error where the notebook has no answer that could be graded. */
function savedAnswer(slug: string, question: NonNullable<Place['question']>): string {
  const file = notebookOf(slug);
  if (!existsSync(file))
    throw new Error(`${shown(file)} is not there; npx unstuck reset ${short(slug)} makes it`);
  const { questions, problems } = readSubmission(file);
  const problem = problems.find((one) => one.question === question);
  if (problem) throw new Error(problem.message);
  const source = questions.get(question);
  if (source === undefined) throw new Error(`${shown(file)} has no cell for ${question}; was it deleted?`);
  return source;
}

function given(source: string): string {
  return readFileSync(source === '-' ? 0 : source, 'utf8');
}
