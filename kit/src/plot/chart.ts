import { showInNotebook } from './notebook';

/** A Vega-Lite 5 specification with its data inside: plain JSON. */
export interface VegaLiteSpec {
  $schema: string;
  [key: string]: unknown;
}

/** One picture in several forms. */
export interface Forms {
  /** In characters, for a terminal. */
  text: string;
  /** What is to be seen, in one line. */
  caption: string;
  /** Draws it as SVG text; called when it is asked for. */
  svg: () => string;
  /** As Vega-Lite, where it is a diagram. */
  spec?: VegaLiteSpec;
}

/**
 * A picture. As the last value of a notebook cell, or through `console.log`, it shows itself: as Vega-Lite
 * where the notebook knows that, else as SVG, and as text where there are no pictures at all.
 *
 * @example
 * const svg = plot.curves({ broken, fixed }).toSvg();
 */
export class Chart {
  constructor(private readonly forms: Forms) {}

  /** In characters, for a terminal. */
  get text(): string {
    return this.forms.text;
  }

  /** What is to be seen, in one line. */
  get caption(): string {
    return this.forms.caption;
  }

  /** As a Vega-Lite specification; absent for images. */
  get spec(): VegaLiteSpec | undefined {
    return this.forms.spec;
  }

  /** As SVG text. */
  toSvg(): string {
    return this.forms.svg();
  }

  // tslab prints a cell's last value with console.log, which asks an object for its own words here.
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return showInNotebook(() => this.mimeBundle()) ? this.caption : `${this.text}\n${this.caption}`;
  }

  /** One message with all forms; the front end shows the richest that it knows. */
  private mimeBundle(): Record<string, unknown> {
    return {
      ...(this.spec ? { 'application/vnd.vegalite.v5+json': this.spec } : {}),
      'image/svg+xml': this.toSvg(),
      'text/plain': this.text,
    };
  }
}
