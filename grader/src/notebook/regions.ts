import { MasterError } from './master-error';

/** A question cell's two faces: with the answer, and with the stub that the student gets. */
export interface Faces {
  solution: string;
  stub: string;
}

const MARKER = /^(\s*)\/\/ (BEGIN|END) SOLUTION(?: (.*))?$/;
const LIKE_A_MARKER = /^\s*\/\/.*\b(BEGIN|END)[ _-]*SOLUTION/i;
const STUB = /^(\s*)\/\/ STUB:(?: (.*))?$/;

interface Region {
  line: number;
  indent: string;
  todo: string;
  stubs: string[];
  answered: boolean;
}

/**
 * Reads the `// BEGIN SOLUTION` … `// END SOLUTION` regions of one question cell.
 *
 * By default a region's stub is `throw new Error('TODO q1: …');` at the region's indentation, with the text
 * after `BEGIN SOLUTION` as what is to be done. `// STUB: …` lines right after it are used instead, uncommented;
 * the text then becomes a `// TODO q1: …` comment above them.
 *
 * @param lines the cell's lines. @param firstLine the number of the first of them in the master, for errors.
 * @throws MasterError for an unclosed, nested, unopened or missing region, and for a stray marker.
 */
export function readRegions(
  slug: string,
  question: string,
  lines: readonly string[],
  firstLine: number,
): Faces {
  const reader = new RegionReader(slug, question);
  lines.forEach((line, i) => {
    reader.read(line, firstLine + i);
  });
  return reader.finish(firstLine);
}

/** Refuses solution markers and stubs where they have no meaning (any cell that is no question). */
export function refuseRegions(slug: string, lines: readonly string[], firstLine: number): void {
  lines.forEach((line, i) => {
    if (!LIKE_A_MARKER.test(line) && !STUB.test(line)) return;
    throw new MasterError(
      slug,
      firstLine + i,
      `${line.trim()} is not in a question cell; open the cell with // %% question=q1`,
    );
  });
}

class RegionReader {
  private readonly solution: string[] = [];
  private readonly stub: string[] = [];
  private open: Region | undefined;
  private count = 0;

  constructor(
    private readonly slug: string,
    private readonly question: string,
  ) {}

  read(line: string, number: number): void {
    const marker = MARKER.exec(line);
    if (marker?.[2] === 'BEGIN') this.begin(marker, number);
    else if (marker) this.end(marker, number);
    else if (LIKE_A_MARKER.test(line)) {
      this.fail(
        number,
        `unknown marker ${line.trim()}; write // BEGIN SOLUTION or // END SOLUTION, exactly so`,
      );
    } else if (STUB.test(line)) this.stubLine(line, number);
    else this.text(line);
  }

  finish(firstLine: number): Faces {
    if (this.open) {
      this.fail(this.open.line, 'this BEGIN SOLUTION is never closed; add // END SOLUTION after the answer');
    }
    if (this.count === 0) {
      this.fail(
        firstLine,
        `question ${this.question} has no BEGIN SOLUTION region, so its answer would be published`,
      );
    }
    return { solution: this.solution.join('\n'), stub: this.stub.join('\n') };
  }

  private begin(marker: RegExpExecArray, line: number): void {
    if (this.open) this.fail(line, `BEGIN SOLUTION inside the region that line ${this.open.line} opened`);
    this.count++;
    this.open = { line, indent: marker[1] ?? '', todo: marker[3]?.trim() ?? '', stubs: [], answered: false };
  }

  private end(marker: RegExpExecArray, line: number): void {
    if (marker[3]) this.fail(line, `END SOLUTION takes no text; got ${JSON.stringify(marker[3])}`);
    if (!this.open) this.fail(line, 'END SOLUTION without a BEGIN SOLUTION before it');
    this.stub.push(...stubOf(this.question, this.open));
    this.open = undefined;
  }

  private stubLine(line: string, number: number): void {
    const [, indent = '', text = ''] = STUB.exec(line) ?? [];
    if (!this.open || this.open.answered) {
      this.fail(number, 'a // STUB: line must come directly after BEGIN SOLUTION');
    }
    this.open.stubs.push(text === '' ? '' : indent + text);
  }

  private text(line: string): void {
    this.solution.push(line);
    if (this.open) this.open.answered = true;
    else this.stub.push(line);
  }

  private fail(line: number, message: string): never {
    throw new MasterError(this.slug, line, message);
  }
}

function stubOf(question: string, region: Region): string[] {
  const { indent, todo, stubs } = region;
  if (stubs.length > 0) return todo ? [`${indent}// TODO ${question}: ${todo}`, ...stubs] : stubs;
  const message = `TODO ${question}: ${todo || 'write your answer here'}`;
  return [`${indent}throw new Error('${message.replace(/[\\']/g, '\\$&')}');`];
}
