import colors from 'picocolors';
import { chooseEngine, PORTABLE_COST } from 'unstuck/engine';
import { allStandings, isDone, type LessonStanding, nextStep, readProgress } from '../progress';
import { nextStepText, step } from './next-step';
import { paragraph, terminalWidth } from './text';

/** `unstuck`: where a student is, and the next step. */
export async function statusCommand(): Promise<number> {
  const standings = allStandings(readProgress());
  console.log(heading(standings));
  console.log(`\n${lessonLines(standings).join('\n')}\n`);
  const isNew = standings.every(({ questions }) => questions.every(({ state }) => state === 'open'));
  if (isNew) console.log(`${welcome(standings)}\n`);
  console.log(after(standings));
  return 0;
}

/** What comes next, or that nothing does. */
export function after(standings: LessonStanding[]): string {
  const next = nextStep(standings);
  return next ? nextStepText(next) : paragraph('Every question of every lesson is solved.', 0);
}

function heading(standings: LessonStanding[]): string {
  const total = (of: (standing: LessonStanding) => number) => standings.map(of).reduce((a, b) => a + b, 0);
  const done = standings.filter(isDone).length;
  const count = `${done} of ${standings.length} lessons solved, ${total(({ points }) => points)} of ${total(({ maxPoints }) => maxPoints)} points`;
  return paragraph(`${colors.bold('Unstuck:')} ${count}`, 0);
}

/** A line a lesson, or two where the terminal is too narrow for one. */
function lessonLines(standings: LessonStanding[]): string[] {
  const rows = standings.map((standing) => ({
    name: standing.slug.replace('-', ' '),
    points: `${standing.points}/${standing.maxPoints}`,
    state: stateOf(standing),
  }));
  const longest = Math.max(...rows.map(({ name }) => name.length));
  const isWide = longest + 32 <= terminalWidth();
  return rows.map(({ name, points, state }) =>
    isWide
      ? `  ${name.padEnd(longest)}  ${points.padStart(6)}  ${state}`
      : `  ${name}\n     ${points}  ${state}`,
  );
}

function stateOf(standing: LessonStanding): string {
  const { questions, solved, problem } = standing;
  if (problem) return colors.red('cannot be read');
  const changed = questions.filter(({ state }) => state === 'changed').length;
  const since = changed > 0 ? `, ${changed} not graded` : '';
  if (isDone(standing)) return colors.green(`solved${since}`);
  if (questions.every(({ state }) => state === 'open')) return 'open';
  return `${solved} of ${questions.length} solved${since}`;
}

function welcome(standings: LessonStanding[]): string {
  const { engine } = chooseEngine();
  return [
    paragraph(
      `Welcome. Each of the ${standings.length} lessons is a notebook: a network that will not learn, why, and its mend. Its questions are graded whenever you save.`,
      0,
    ),
    ...(engine === 'node'
      ? []
      : [
          step(
            `The portable engine is in use (${PORTABLE_COST}). This makes the native one:`,
            'npx unstuck setup',
          ),
        ]),
  ].join('\n');
}
