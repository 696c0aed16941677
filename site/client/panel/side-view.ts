import { drawn, element } from '../element';
import type { Side } from './experiment';
import type { Epoch, Sample } from './protocol';

/** What the panel shows of one network: its numbers, what it says of some images, its last hidden layer. */
export class SideView {
  readonly root: HTMLElement;
  epochs: Epoch[] = [];
  planned = 0;
  isOver = false;
  private readonly numbers = element('p', { class: 'numbers' });
  private readonly samples = element('div', { class: 'samples' });
  private readonly histogram = element('div', { class: 'histogram' });

  constructor(side: Side, name: string) {
    const title = element('h3', { class: `side-${side}` }, `${side}: ${name}`);
    this.root = element(
      'div',
      { class: `side-${side}`, 'data-side': side },
      title,
      this.numbers,
      this.samples,
      this.histogram,
    );
  }

  /** The numbers of the last epoch. */
  get last(): Epoch['logs'] {
    return this.epochs.at(-1)?.logs ?? {};
  }

  clear(): void {
    this.epochs = [];
    this.isOver = false;
    this.numbers.textContent = 'Not trained yet.';
    this.histogram.replaceChildren();
  }

  begin(planned: number, samples: readonly Sample[]): void {
    this.planned = planned;
    this.root.dataset.ready = '';
    this.samples.replaceChildren(...samples.map(figureOf));
  }

  add(epoch: Epoch): void {
    this.epochs.push(epoch);
    const { logs, rate } = epoch;
    this.root.dataset.epoch = String(epoch.epoch);
    this.root.dataset.loss = String(logs.loss);
    this.root.dataset.tensors = String(epoch.tensors);
    this.numbers.textContent =
      `Epoch ${epoch.epoch} of ${this.planned}: loss ${three(logs.loss)}, on new images ${three(logs.val_loss)}; ` +
      `accuracy ${three(logs.acc)}, on new images ${three(logs.val_acc)}; rate ${three(rate)}.`;
    for (const [i, said] of epoch.said.entries()) {
      const caption = this.samples.children[i]?.querySelector('.said');
      if (caption) caption.textContent = said;
    }
    this.histogram.replaceChildren(histogramOf(epoch));
  }

  end(): void {
    this.isOver = true;
  }

  fail(message: string): void {
    this.isOver = true;
    this.numbers.textContent = `It stopped: ${message}`;
  }
}

function figureOf({ width, height, rgba, label }: Sample): HTMLElement {
  const canvas = element('canvas', {
    width: String(width),
    height: String(height),
    role: 'img',
    'aria-label': label,
  });
  canvas.getContext('2d')?.putImageData(new ImageData(rgba, width, height), 0, 0);
  const said = element('span', { class: 'said' }, '…');
  return element('figure', {}, canvas, element('figcaption', {}, label, element('br'), said));
}

function histogramOf({ histogram, zeros }: Epoch): Element {
  const highest = Math.max(...histogram, 1e-9);
  const bars = histogram.map((share, i) =>
    drawn('rect', {
      x: i * 12,
      y: 60 - (56 * share) / highest,
      width: 10,
      height: (56 * share) / highest,
      fill: 'currentColor',
    }),
  );
  const label = `Outputs of the last hidden layer; ${(100 * zeros).toFixed(0)} % are zero`;
  return element(
    'figure',
    { class: 'small' },
    drawn(
      'svg',
      { viewBox: '0 0 192 60', width: 192, height: 60, role: 'img', 'aria-label': label },
      ...bars,
    ),
    element('figcaption', {}, `${label}.`),
  );
}

/** A number with three digits. */
export function three(value: number | undefined): string {
  return value === undefined || Number.isNaN(value) ? 'NaN' : String(Number(value.toPrecision(3)));
}
