/** A question in the page: an editor, Run and Check in a Worker, what is typed kept in the browser. */
import { element } from '../element';
import { download, noteSolved } from '../progress';
import { keep, recall } from '../store';
import { type Editor, editorIn } from './editor';
import { notebookWith } from './notebook';
import type { Asked, Told } from './protocol';
import { syntaxError } from './syntax';
import { typesInEditor } from './types/in-editor';

/** How long an answer may run, in seconds, by the question's kind. */
const LIMITS: Record<string, number> = { training: 180 };
const USUAL_LIMIT = 10;

/** Opens the question of this section. */
export function open(section: HTMLElement): void {
  section.querySelector('.open-exercise')?.parentElement?.remove();
  new Exercise(section);
}

class Exercise {
  private readonly lesson = document.body.dataset.lesson!;
  private readonly question: string;
  private readonly limit: number;
  private readonly starter: string;
  private readonly editor: Editor;
  private readonly verdict = element('p', { class: 'verdict', role: 'status' });
  private readonly types = element('p', { class: 'small types', role: 'status' });
  private readonly output = element('pre', { class: 'printed-text', tabindex: '0', hidden: '' });
  private readonly buttons = element('div', { class: 'buttons' });
  private worker: Worker | undefined;
  private timer = 0;

  constructor(private readonly section: HTMLElement) {
    this.question = section.dataset.question!;
    this.limit = LIMITS[section.dataset.kind!] ?? USUAL_LIMIT;
    this.starter = section.querySelector<HTMLTemplateElement>('.starter-text')!.content.textContent!;
    const place = element('div', { class: 'editor' });
    section.querySelector('.starter')!.replaceWith(place);
    const label = `Answer to ${this.question}`;
    this.editor = editorIn(
      place,
      recall(this.key, this.starter),
      label,
      (text) => this.typed(text),
      typesInEditor((count, first) => this.sayTypes(count, first)),
    );
    this.button('Run', () => this.ask('run'));
    this.button('Check', () => this.ask('check'));
    this.button('Stop', () => this.stop('Stopped.'));
    this.button('Begin anew', () => this.editor.replace(this.starter));
    this.button('Export as notebook', () => this.exportNotebook());
    place.after(this.types, this.buttons, this.verdict, this.output);
  }

  private get key(): string {
    return `answer.${this.lesson}.${this.question}`;
  }

  private typed(text: string): void {
    keep(this.key, text);
    this.say(syntaxError(text) ?? '', '');
  }

  private sayTypes(count: number, first: string): void {
    const more = count > 1 ? ` (and ${count - 1} more; F8 leads to the next)` : '';
    this.types.textContent = count === 0 ? 'Types: nothing is wrong.' : `Types: ${first}${more}`;
  }

  private ask(kind: Asked['kind']): void {
    this.stop('It runs …');
    this.output.hidden = true;
    this.output.textContent = '';
    this.worker = new Worker(new URL('exercise-worker.js', import.meta.url), { type: 'module' });
    this.worker.onmessage = ({ data }: MessageEvent<Told>) => this.hear(data);
    this.worker.onerror = () => this.stop('The Worker ended.');
    const { lesson, question } = this;
    this.worker.postMessage({ kind, lesson, question, source: this.editor.text() } satisfies Asked);
  }

  private hear(told: Told): void {
    if (told.type === 'begun') {
      const late = () =>
        this.stop(
          `It ran longer than ${this.limit} s and was stopped. Is there a loop without an end?`,
          'failed',
        );
      this.timer = window.setTimeout(late, this.limit * 1000);
    } else if (told.type === 'printed') {
      this.output.hidden = false;
      this.output.append(`${told.text}\n`);
    } else this.settle(told);
  }

  private settle({ status, message }: Extract<Told, { type: 'verdict' }>): void {
    const kinds = { ran: '', pass: 'passed', fail: 'failed' };
    this.stop(
      status === 'pass' ? `✓ ${message} The grade is given by: npx unstuck grade` : message,
      kinds[status],
    );
    if (status !== 'pass') return;
    noteSolved(this.lesson, this.question);
    const state = this.section.querySelector('.state');
    if (state) state.textContent = '✓ solved';
  }

  private stop(message: string, kind = ''): void {
    clearTimeout(this.timer);
    this.worker?.terminate();
    this.worker = undefined;
    this.say(message, kind);
  }

  private say(message: string, kind: string): void {
    this.verdict.textContent = message;
    this.verdict.className = `verdict ${kind}`;
  }

  private async exportNotebook(): Promise<void> {
    download(`${this.lesson}.ipynb`, await notebookWith(this.lesson));
  }

  private button(text: string, press: () => void): void {
    const button = element('button', { type: 'button' }, text);
    button.addEventListener('click', press);
    this.buttons.append(button);
  }
}
