/** The training panel: a broken network and its mend, each in a Worker of its own, drawn as they train. */
import { element } from '../element';
import { controlsOf, readChoice, shareChoice } from './controls';
import { drawCurves } from './curves';
import type { Side } from './experiment';
import { expectationIn, outcomeIn } from './outcome';
import type { Chosen, Epoch, Report, Request } from './protocol';
import { SideView } from './side-view';

type Description = Extract<Report, { type: 'described' }>;

const SIDES: Side[] = ['broken', 'fixed'];

/** Opens the panel of a lesson in its section. */
export async function open(section: HTMLElement): Promise<void> {
  const lesson = section.dataset.lesson!;
  const description = await describe(lesson);
  section.querySelector('.open-panel')?.parentElement?.remove();
  new Panel(section, lesson, description).start();
}

function startWorker(): Worker {
  return new Worker(new URL('training-worker.js', import.meta.url), { type: 'module' });
}

function describe(lesson: string): Promise<Description> {
  const worker = startWorker();
  return new Promise((resolve, reject) => {
    worker.onerror = () => reject(new Error('the Worker did not start'));
    worker.onmessage = ({ data }: MessageEvent<Report>) => {
      worker.terminate();
      if (data.type === 'described') resolve(data);
      else reject(new Error(data.type === 'failed' ? data.message : data.type));
    };
    worker.postMessage({ type: 'describe', lesson } satisfies Request);
  });
}

class Panel {
  private workers: Worker[] = [];
  private running = false;
  private chosen: Chosen;
  private readonly views: Record<Side, SideView>;
  private readonly figure = element('div', { class: 'curves' });
  private readonly outcome = element('p', { class: 'outcome', role: 'status' });
  private readonly status = element('p', { class: 'small', role: 'status' });
  private readonly buttons = element('div', { class: 'buttons' });
  private readonly toggle = this.button('Start', () => this.go(!this.running));

  constructor(
    section: HTMLElement,
    private readonly lesson: string,
    private readonly description: Description,
  ) {
    const { controls, names, says } = description;
    this.chosen = readChoice(controls);
    this.views = { broken: new SideView('broken', names.broken), fixed: new SideView('fixed', names.fixed) };
    this.button('Step one epoch', () => this.step());
    this.button('Reset', () => this.start());
    const form = controlsOf(controls, this.chosen, (chosen) => {
      this.chosen = chosen;
      shareChoice(chosen);
      this.start();
    });
    const sides = element('div', { class: 'sides' }, ...SIDES.map((side) => this.views[side].root));
    section.append(element('p', {}, says), form, this.buttons, this.figure, this.outcome, sides, this.status);
  }

  /** Makes both networks anew, from the seed. What ran before is ended, and its memory goes with it. */
  start(): void {
    for (const worker of this.workers) worker.terminate();
    this.show(false);
    this.status.textContent = 'The engine starts …';
    this.outcome.textContent = expectationIn(this.description);
    this.workers = SIDES.map((side) => this.startSide(side));
    this.draw();
  }

  private startSide(side: Side): Worker {
    const worker = startWorker();
    const view = this.views[side];
    view.clear();
    worker.onmessage = ({ data }: MessageEvent<Report>) => this.hear(side, data);
    worker.onerror = () => view.fail('The Worker ended.');
    worker.postMessage({ type: 'start', lesson: this.lesson, side, chosen: this.chosen } satisfies Request);
    return worker;
  }

  private hear(side: Side, report: Report): void {
    const view = this.views[side];
    if (report.type === 'started') {
      view.begin(report.epochs, report.samples);
      this.status.textContent = `Engine: ${report.engine}, in a Worker of its own for each network.`;
    } else if (report.type === 'epoch') this.add(view, report.epoch);
    else if (report.type === 'failed') view.fail(report.message);
    else if (report.type === 'done') view.end();
    if (SIDES.every((each) => this.views[each].isOver)) this.finish();
  }

  private finish(): void {
    this.show(false, true);
    const { broken, fixed } = this.views;
    this.outcome.textContent = outcomeIn(this.description, broken.last, fixed.last);
  }

  private add(view: SideView, epoch: Epoch): void {
    view.add(epoch);
    this.draw();
  }

  private draw(): void {
    const { names } = this.description;
    const runs = SIDES.map((side) => ({ side, name: names[side], epochs: this.views[side].epochs }));
    this.figure.replaceChildren(...drawCurves(runs, this.views.broken.planned));
  }

  private go(running: boolean): void {
    this.show(running);
    for (const worker of this.workers)
      worker.postMessage({ type: 'gate', open: running, epochs: 0 } satisfies Request);
  }

  private step(): void {
    this.show(false);
    for (const worker of this.workers)
      worker.postMessage({ type: 'gate', open: false, epochs: 1 } satisfies Request);
  }

  private show(running: boolean, isOver = false): void {
    this.running = running;
    this.toggle.textContent = running ? 'Pause' : isOver ? 'Done' : 'Start';
    this.toggle.disabled = isOver;
  }

  private button(text: string, press: () => void): HTMLButtonElement {
    const button = element('button', { type: 'button' }, text);
    button.addEventListener('click', press);
    this.buttons.append(button);
    return button;
  }
}
