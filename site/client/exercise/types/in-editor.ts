import { type Diagnostic, linter, lintGutter, lintKeymap } from '@codemirror/lint';
import type { Extension } from '@codemirror/state';
import { type EditorView, hoverTooltip, keymap, type Tooltip } from '@codemirror/view';
import { element } from '../../element';
import { meaningAt, problemsIn } from './asking';

/** How long typing rests before the compiler is asked, in milliseconds. */
const REST = 400;

/**
 * Underlines what the compiler calls wrong, says it on hover and in the panel of F8, and shows types on hover.
 *
 * @param onProblems hears the number of problems, and the first of them in words.
 */
export function typesInEditor(onProblems: (count: number, first: string) => void): Extension {
  const check = linter(
    async ({ state: { doc } }) => {
      const problems = await problemsIn(doc.toString());
      const [first] = problems;
      onProblems(problems.length, first ? `line ${doc.lineAt(first.from).number}: ${first.message}` : '');
      return problems.map((problem): Diagnostic => ({ ...problem, severity: 'error' }));
    },
    { delay: REST },
  );
  return [check, lintGutter(), keymap.of(lintKeymap), hoverTooltip(meaningOf)];
}

async function meaningOf({ state }: EditorView, at: number): Promise<Tooltip | null> {
  const meaning = await meaningAt(state.doc.toString(), at);
  if (!meaning) return null;
  const { from, to, type, documentation } = meaning;
  const said = element(
    'div',
    { class: 'meaning' },
    element('code', {}, type),
    element('p', {}, documentation),
  );
  return { pos: from, end: to, above: true, create: () => ({ dom: said }) };
}
