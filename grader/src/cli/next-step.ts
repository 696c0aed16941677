import colors from 'picocolors';
import { submissionOf } from '../notebook';
import { type NextStep, untouchedNotebook } from '../progress';
import { short } from './place';
import { paragraph } from './text';

const KINDS = {
  function: 'write a function',
  training: 'mend a training',
  diagnosis: 'name the faults',
  formula: 'give a formula',
};

/** The next question, and the commands for it. */
export function nextStepText({ lesson, question }: NextStep): string {
  const { slug } = lesson;
  const { id, question: about, state, kept } = question;
  const number = short(slug);
  const hints = kept.hints ?? 0;
  return [
    colors.bold(paragraph(`Next: lesson ${slug}, question ${id}`, 0)),
    paragraph(`"${about.title}": ${KINDS[about.kind]}, ${points(about.points)}.`),
    paragraph(`Read "${about.read}" in the notebook. ${taskOf(slug, id)}`.trim()),
    ...(state === 'tried'
      ? [
          paragraph(
            `Your last answer: ${kept.status}, ${kept.reason}. Why: npx unstuck check ${number} ${id}`,
          ),
        ]
      : []),
    ...(state === 'changed' ? [paragraph('Your answer is not graded yet.')] : []),
    step('Open the notebook in JupyterLab:', `npx unstuck lab ${number}`),
    step('or in VS Code (this says what to pick there):', `npx unstuck lab ${number} --vscode`),
    step(`Answer ${id} there. Each time you save, this grades what changed:`, `npx unstuck watch ${number}`),
    step("or, in a cell of the notebook, after import { check } from 'unstuck':", `await check('${id}')`),
    hints < about.hints.length
      ? step(
          hints === 0
            ? 'If you are stuck:'
            : `If you are stuck (${hints} of ${about.hints.length} hints seen):`,
          `npx unstuck hint ${number} ${id}`,
        )
      : paragraph(`You have seen all its hints: npx unstuck hint ${number} ${id}`),
  ].join('\n');
}

/** A sentence and the command for it, by itself on its line. */
export function step(text: string, command: string): string {
  return `${paragraph(text)}\n    ${colors.cyan(command)}`;
}

function points(n: number): string {
  return `${n} ${n === 1 ? 'point' : 'points'}`;
}

/** What the stub in the cell says is to be done. */
function taskOf(slug: string, id: string): string {
  const source = submissionOf(untouchedNotebook(slug)).questions.get(id) ?? '';
  const [, task] = new RegExp(`TODO ${id}: (.*?)(?:'\\);)?$`, 'm').exec(source) ?? [];
  return task ? `To do: ${task.replaceAll("\\'", "'")}.` : '';
}
