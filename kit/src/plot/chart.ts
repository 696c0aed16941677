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

  /**
   * Writes the picture to a file, in the form its name ends in: `.svg`, `.json` (the Vega-Lite specification)
   * or `.txt`. Only in Node.
   *
   * @throws RangeError when the name ends in something else, or an image is asked for as `.json`; Error from
   *   the file system, e.g. for a folder that is not there.
   * @example
   * chart.save('curves.svg')
   */
  save(file: string): void {
    writeText(file, contentFor(file, this));
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

function contentFor(file: string, chart: Chart): string {
  const ending = /\.[a-z]+$/i.exec(String(file))?.[0].toLowerCase();
  if (ending === '.svg') return chart.toSvg();
  if (ending === '.txt') return `${chart.text}\n${chart.caption}\n`;
  if (ending === '.json' && chart.spec) return `${JSON.stringify(chart.spec, null, 1)}\n`;
  const forms = chart.spec ? '.svg, .json or .txt' : '.svg or .txt';
  throw new RangeError(`file: expected a name that ends in ${forms}, got ${JSON.stringify(file)}`);
}

function writeText(file: string, text: string): void {
  // Not `require`: a bundler for browsers would follow it.
  const fs = globalThis.process?.getBuiltinModule?.('node:fs');
  if (!fs) throw new Error('save: files are written in Node only; in a browser, use toSvg()');
  fs.writeFileSync(file, text);
}
