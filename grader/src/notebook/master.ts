import { createHash } from 'node:crypto';
import { parseSync } from '@swc/core';
import { MasterError } from './master-error';
import { readRegions, refuseRegions } from './regions';

export interface MasterCell {
  kind: 'markdown' | 'code';
  /** The cell's text: markdown without its `//`, code without the solution markers and stubs. */
  source: string;
  /** What the student gets in its place; only question cells have one. */
  stub?: string;
  question?: string;
  /** Code that holds what the texts say of the run. Tests run it after this cell; no notebook has it. */
  check?: string;
  /** nbformat cell id: the question's id, else a key of the content, so that moving a cell keeps it. */
  id: string;
  /** The line of the cell's `// %%` in the master, counted from 1. */
  line: number;
}

export interface Master {
  slug: string;
  /** The first markdown cell's `# Title`; the slug where it has none. */
  title: string;
  cells: MasterCell[];
}

type Marker = { kind: 'markdown' | 'code' | 'check'; question?: string };

interface Block {
  marker: Marker;
  line: number;
  lines: string[];
}

const LIKE_A_MARKER = /^\s*\/\/\s*%%/;
const MARKDOWN = '// %% [markdown]';
const CODE = '// %%';
const CHECK = '// %% check';
const QUESTION = /^\/\/ %% question=([a-z][a-z0-9]*)$/;
const KNOWN_MARKERS = '// %% [markdown], // %%, // %% check or // %% question=q1';

/**
 * Reads a lesson master in percent format.
 *
 * @param text the file's text. @param slug the lesson's `NN-name`, which is also the file's name.
 * @throws MasterError, naming the line, for anything the format does not allow.
 */
export function parseMaster(text: string, slug: string): Master {
  const blocks = splitBlocks(text, slug);
  refuseTwice(blocks, slug);
  const cells = withIds(readCells(blocks, slug), slug);
  if (cells.length === 0) throw new MasterError(slug, 1, `no cells; open each with ${KNOWN_MARKERS}`);
  return { slug, title: titleOf(cells) ?? slug, cells };
}

function splitBlocks(text: string, slug: string): Block[] {
  const blocks: Block[] = [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  lines.forEach((line, i) => {
    const open = blocks.at(-1);
    if (LIKE_A_MARKER.test(line))
      blocks.push({ marker: readMarker(line, slug, i + 1), line: i + 1, lines: [] });
    else if (open) open.lines.push(line);
    else if (line.trim() !== '' && !line.startsWith('// biome-ignore-all ')) {
      throw new MasterError(slug, i + 1, `text before the first cell; open a cell with ${KNOWN_MARKERS}`);
    }
  });
  return blocks;
}

function readMarker(line: string, slug: string, number: number): Marker {
  const marker = line.trimEnd();
  if (marker === MARKDOWN) return { kind: 'markdown' };
  if (marker === CODE) return { kind: 'code' };
  if (marker === CHECK) return { kind: 'check' };
  const question = QUESTION.exec(marker)?.[1];
  if (question) return { kind: 'code', question };
  throw new MasterError(slug, number, `unknown marker ${marker.trim()}; expected ${KNOWN_MARKERS}`);
}

function refuseTwice(blocks: readonly Block[], slug: string): void {
  const seen = new Map<string, number>();
  for (const { marker, line } of blocks) {
    if (!marker.question) continue;
    const first = seen.get(marker.question);
    if (first) {
      throw new MasterError(
        slug,
        line,
        `question ${marker.question} is already at line ${first}; rename one`,
      );
    }
    seen.set(marker.question, line);
  }
}

/** The cells, each with the check that follows it. */
function readCells(blocks: readonly Block[], slug: string): Omit<MasterCell, 'id'>[] {
  const cells: Omit<MasterCell, 'id'>[] = [];
  for (const block of blocks) {
    const { source, kind, ...rest } = readBlock(block, slug);
    const before = cells.at(-1);
    if (kind !== 'check') cells.push({ kind, source, ...rest });
    else if (before && !before.check) before.check = source;
    else
      throw new MasterError(slug, block.line, 'a check follows the cell that it checks, one each; move it');
  }
  return cells;
}

type Read = Omit<MasterCell, 'id' | 'kind'> & { kind: Marker['kind'] };

function readBlock(block: Block, slug: string): Read {
  const { marker, line } = block;
  const { lines, skipped } = trimBlankLines(block.lines);
  const firstLine = line + 1 + skipped;
  if (lines.length === 0) {
    throw new MasterError(slug, line, 'this cell is empty; fill it or take its marker out');
  }
  if (marker.kind === 'markdown') return { ...marker, source: readMarkdown(lines, slug, firstLine), line };
  if (!marker.question) {
    refuseRegions(slug, lines, firstLine);
    return { ...marker, source: lines.join('\n'), line };
  }
  const { solution, stub } = readRegions(slug, marker.question, lines, firstLine);
  refuseBrokenStub(stub, marker.question, slug, line);
  return { ...marker, source: solution, stub, line };
}

function trimBlankLines(lines: readonly string[]): { lines: string[]; skipped: number } {
  const full = lines.flatMap((line, i) => (line.trim() === '' ? [] : [i]));
  const first = full.at(0) ?? 0;
  return { lines: lines.slice(first, (full.at(-1) ?? -1) + 1), skipped: first };
}

function readMarkdown(lines: readonly string[], slug: string, firstLine: number): string {
  const texts = lines.map((line, i) => {
    if (line === '//') return '';
    if (line.startsWith('// ')) return line.slice(3);
    throw new MasterError(
      slug,
      firstLine + i,
      `markdown line without //: ${JSON.stringify(line)}; begin it with "// " (an empty line is "//")`,
    );
  });
  return texts.join('\n');
}

/** A stub that is no TypeScript would stop the student at a syntax error that is not theirs. */
function refuseBrokenStub(stub: string, question: string, slug: string, line: number): void {
  try {
    parseSync(stub, { syntax: 'typescript', target: 'es2022', decorators: true });
  } catch {
    const message = `the stub of ${question} does not parse as TypeScript; put // STUB: lines after BEGIN SOLUTION`;
    throw new MasterError(slug, line, `${message}. It reads:\n${stub}`);
  }
}

function withIds(cells: readonly Omit<MasterCell, 'id'>[], slug: string): MasterCell[] {
  const uses = new Map<string, number>();
  return cells.map((cell) => {
    const key = cell.question ?? contentKey(cell, slug);
    const nth = (uses.get(key) ?? 0) + 1;
    uses.set(key, nth);
    return { ...cell, id: nth === 1 ? key : `${key}-${nth}` };
  });
}

function contentKey(cell: Omit<MasterCell, 'id'>, slug: string): string {
  const hash = createHash('sha256').update(`${slug}\n${cell.kind}\n${cell.source}`).digest('hex');
  return `${cell.kind}-${hash.slice(0, 8)}`;
}

function titleOf(cells: readonly MasterCell[]): string | undefined {
  const first = cells.find((cell) => cell.kind === 'markdown');
  return first && /^# (.+)$/m.exec(first.source)?.[1]?.trim();
}
