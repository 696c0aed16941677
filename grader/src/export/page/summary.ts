import type { GradedLesson } from '../../gradebook/records';
import type { ClassTally, LessonTally, Mention, QuestionTally } from '../class-tally';
import { type Content, type Html, html } from './html';
import { lessonTitle, named, page } from './page';
import { scoreHistogram } from './score-histogram';

/** Reasons and names that are listed before "and N more". */
const MOST_REASONS = 5;
const MOST_NAMES = 6;

/** The instructor's page: how each question came out, why points were lost, and where a person is needed. */
export function summaryPage(tally: ClassTally, lessons: readonly GradedLesson[]): string {
  return page(
    'Class summary',
    html`<h1>Class summary</h1>
<p class="soft">${count(tally.students.size, 'student')}, ${count(tally.submissions, 'submission')} that count.</p>
${forAPerson(tally)}
${lessons.map((lesson) => lessonSection(lesson, tally.lessons.get(lesson.slug)))}
${slowest(tally)}`,
  );
}

function forAPerson({ forAPerson }: ClassTally): Html {
  if (forAPerson.length === 0) return html`<p>Nothing waits for a person.</p>`;
  return html`<section><h2>For a person: ${forAPerson.length}</h2>
<div class="scroll"><table class="broad"><tr><th>Student</th><th>Lesson</th><th>Why</th></tr>
${forAPerson.map((one) => html`<tr><td>${link(one)}</td><td class="whole">${one.lesson || '–'}</td><td>${one.why}</td></tr>\n`)}
</table></div></section>`;
}

function lessonSection(lesson: GradedLesson, tally: LessonTally | undefined): Content {
  if (!tally) return undefined;
  return html`<section><h2>${lessonTitle(lesson.slug)}</h2>
${scoreHistogram(tally.shares)}
<div class="scroll"><table class="broad">
<tr><th>Question</th><th>Passed</th><th></th><th>Why not, most often</th></tr>
${lesson.questions.map((question) => questionRow(question, tally.questions.get(question.id)))}
</table></div>
${lesson.questions.map((question) => whoLost(question.id, tally.questions.get(question.id)))}
${everybody(tally)}
</section>`;
}

function everybody({ everybody }: LessonTally): Html {
  const sorted = [...everybody].sort((a, b) => a.name.localeCompare(b.name));
  return html`<details><summary>Everybody: points and feedback</summary><table>
<tr><th>Student</th><th class="number">Points</th><th></th></tr>
${sorted.map(
  (one) =>
    html`<tr><td>${link(one)}</td><td class="number">${one.finalScore} of ${one.maxScore}</td><td>${one.late && 'late'}</td></tr>\n`,
)}</table></details>`;
}

function questionRow(
  { id, title }: GradedLesson['questions'][number],
  tally: QuestionTally | undefined,
): Content {
  if (!tally) return undefined;
  const { passed, failed, unsure } = tally;
  const all = passed + failed + unsure;
  const reasons = byCount(tally).slice(0, MOST_REASONS);
  return html`<tr><td>${id} · ${title}</td>
<td class="number">${passed} of ${all}</td><td>${meter({ passed, failed, unsure }, all)}</td>
<td class="small">${reasons.map(([reason, those]) => `${reason} ${those.length}`).join(', ') || '–'}</td></tr>
`;
}

function meter(parts: Record<'passed' | 'failed' | 'unsure', number>, all: number): Html {
  const told = `${parts.passed} passed, ${parts.failed} failed, ${parts.unsure} for a person`;
  return html`<div class="meter" role="img" aria-label="${told}" title="${told}">${Object.entries(parts).map(
    ([part, many]) =>
      many > 0 && html`<i class="${part}" style="width:${((100 * many) / all).toFixed(1)}%"></i>`,
  )}</div>`;
}

function whoLost(id: string, tally: QuestionTally | undefined): Content {
  if (!tally || tally.reasons.size === 0) return undefined;
  return html`<details><summary>Who lost points in ${id}</summary><ul>${byCount(tally).map(
    ([reason, those]) => html`<li>${reason}: ${names(those)}</li>`,
  )}</ul></details>`;
}

function byCount({ reasons }: QuestionTally): [string, Mention[]][] {
  return [...reasons].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
}

function names(those: readonly Mention[]): Content {
  const more = those.length - MOST_NAMES;
  const listed = those.slice(0, MOST_NAMES).map((one, i) => html`${i > 0 && ', '}${link(one)}`);
  return [...listed, more > 0 && ` and ${more} more`];
}

function slowest({ slowest }: ClassTally): Html {
  return html`<section><h2>Slowest</h2>
<div class="scroll"><table class="broad"><tr><th>Student</th><th>Lesson</th><th class="number">Seconds</th></tr>
${slowest.map(
  (one) =>
    html`<tr><td>${link(one)}</td><td class="whole">${one.lesson || '–'}</td><td class="number">${one.seconds.toFixed(1)}</td></tr>\n`,
)}
</table></div></section>`;
}

function link({ id, name }: Mention): Html {
  return html`<a href="feedback/${encodeURIComponent(id)}.html">${named(name)}</a>`;
}

function count(many: number, what: string): string {
  return `${many} ${what}${many === 1 ? '' : 's'}`;
}
