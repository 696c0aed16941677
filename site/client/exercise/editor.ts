import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** An editor that is shown. */
export interface Editor {
  text(): string;
  replace(text: string): void;
}

const colors = HighlightStyle.define([
  { tag: [tags.keyword, tags.bool, tags.null], color: 'var(--keyword)' },
  { tag: [tags.string, tags.regexp], color: 'var(--string)' },
  { tag: tags.number, color: 'var(--number)' },
  { tag: tags.comment, color: 'var(--comment)' },
  { tag: [tags.function(tags.variableName), tags.typeName], color: 'var(--title)' },
]);

const look = EditorView.theme({
  '&': { border: '1px solid var(--soft)', borderRadius: '6px', backgroundColor: 'var(--raised)' },
  '&.cm-focused': { outline: '3px solid var(--link)' },
  '.cm-content': { caretColor: 'var(--ink)', font: '0.82rem / 1.5 ui-monospace, monospace' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-gutters': {
    backgroundColor: 'transparent',
    color: 'var(--soft)',
    border: '0',
    font: '0.82rem / 1.5 ui-monospace, monospace',
  },
  '.cm-tooltip': {
    maxWidth: 'min(36rem, 80vw)',
    border: '1px solid var(--soft)',
    backgroundColor: 'var(--raised)',
    color: 'var(--ink)',
    fontSize: '0.85rem',
  },
  '.cm-tooltip code': { whiteSpace: 'pre-wrap', font: '0.8rem / 1.4 ui-monospace, monospace' },
  '.cm-tooltip .meaning': { maxHeight: '14rem', overflow: 'auto', padding: '0.4rem 0.6rem' },
  '.cm-tooltip p': { margin: '0.3rem 0 0', whiteSpace: 'pre-wrap' },
  '.cm-panels': { backgroundColor: 'var(--raised)', color: 'var(--ink)' },
  '&.cm-focused .cm-selectionBackground, ::selection': { backgroundColor: 'var(--line)' },
});

/** Text typed over a selection: the browser itself would put it there with inline style, which the page forbids. */
const replacing = EditorView.domEventHandlers({
  beforeinput: (event, view) => {
    const isTyped = event.inputType === 'insertText' && event.data !== null && !view.composing;
    if (!isTyped || view.state.selection.main.empty) return false;
    event.preventDefault();
    view.dispatch(view.state.replaceSelection(event.data), { userEvent: 'input.type' });
    return true;
  },
});

/**
 * Shows an editor. It lives in a shadow tree: its styles are then made as style sheets, which the page's
 * Content-Security-Policy allows, and not as inline style. The Tab key leaves it, as it leaves any field.
 */
export function editorIn(
  place: HTMLElement,
  text: string,
  label: string,
  onChange: (text: string) => void,
  more: Extension,
): Editor {
  const root = place.attachShadow({ mode: 'open' });
  const view = new EditorView({
    parent: root,
    root,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        history(),
        indentOnInput(),
        bracketMatching(),
        javascript({ typescript: true }),
        syntaxHighlighting(colors),
        look,
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': label }),
        EditorView.updateListener.of((update) => update.docChanged && onChange(update.state.doc.toString())),
        replacing,
        more,
        keymap.of([...defaultKeymap, ...historyKeymap]),
      ],
    }),
  });
  return {
    text: () => view.state.doc.toString(),
    replace: (next) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } }),
  };
}
