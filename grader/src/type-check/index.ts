import type { ChildProcess } from 'node:child_process';
import type { Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { API, Diagnostic, Project } from 'typescript/unstable/async';
import { ANSWER, CourseFiles, PROJECT } from './course-files';
import { inPlainWords } from './plain-words';

/** A place in an answer whose types do not fit. */
export interface Remark {
  /** Counted from 1. */
  line: number;
  /** The student's line. */
  code: string;
  /** What does not fit, in plain words. */
  says: string;
}

/** The first check reads the types of TensorFlow.js; the later ones look at what changed. In milliseconds. */
const FIRST_DEADLINE = 30_000;
const DEADLINE = 2000;
/** Names that are not declared; in a type they cost nothing, as types are stripped before an answer runs. */
const UNKNOWN_NAMES = [2304, 2503, 2552];

/** How long a verdict waits for remarks, in milliseconds. */
const PATIENCE = 400;

/** The remarks, or none where they would hold a verdict up. */
export function soon(remarks: Promise<Remark[]>, milliseconds = PATIENCE): Promise<Remark[]> {
  return Promise.race([remarks, pause(milliseconds, [], { ref: false })]);
}

/**
 * Says where the types of an answer do not fit. Nothing is executed, and nothing but installed packages is read
 * (see `CourseFiles`). One compiler stays for all answers, and makes way for a new one when an answer
 * takes it too long.
 */
export class TypeChecker {
  private readonly files = new CourseFiles();
  private api: Promise<API> | undefined;
  private ended = new AbortController();
  private isClosed = false;
  private last: Promise<unknown> = Promise.resolve();

  /** @param deadline milliseconds after which a check is given up. */
  constructor(private readonly deadline = DEADLINE) {}

  /** Reads what every answer needs, so that the first one does not wait for it. */
  prepare(): void {
    this.remarks('');
  }

  /** Never rejects: where the compiler cannot be had, or takes too long, there is nothing to remark. */
  remarks(source: string): Promise<Remark[]> {
    const remarks = this.last
      .then(() => (this.isClosed ? [] : this.inTime(source)))
      .catch(async () => {
        await this.endCompiler();
        return [];
      });
    this.last = remarks;
    return remarks;
  }

  /** Ends the compiler, and with it the checks under way. */
  async close(): Promise<void> {
    this.isClosed = true;
    await this.endCompiler();
  }

  private async endCompiler(): Promise<void> {
    const { api } = this;
    this.api = undefined;
    this.ended.abort();
    // One that could not be had needs no end.
    await api?.then(end, () => {});
  }

  private async inTime(source: string): Promise<Remark[]> {
    this.ended = new AbortController();
    const milliseconds = this.api ? this.deadline : FIRST_DEADLINE;
    const { signal } = this.ended;
    const late = pause(milliseconds, undefined, { signal }).then(() => {
      throw new Error('the type check took too long');
    });
    return Promise.race([this.check(source), late]).finally(() => this.ended.abort());
  }

  private async check(source: string): Promise<Remark[]> {
    this.files.put(source);
    const isFirst = !this.api;
    this.api ??= compiler(this.files);
    const api = await this.api;
    // It would give the syntax of the answer before.
    api.clearSourceFileCache();
    const snapshot = await api.updateSnapshot(
      isFirst ? { openProjects: [PROJECT] } : { fileChanges: { changed: [ANSWER] } },
    );
    try {
      return await remarksOf(snapshot.getProject(PROJECT)!, source);
    } finally {
      await snapshot.dispose();
    }
  }
}

/** What the compiler's client does not show. */
interface Inside {
  client: { process: ChildProcess; connect(): Promise<void> };
}

async function compiler(fs: CourseFiles): Promise<API> {
  const { API: Compiler } = await import('typescript/unstable/async');
  const api = new Compiler({ fs });
  const { client } = api as unknown as Inside;
  // Else its process would begin with the first question to it, maybe after `close`.
  await client.connect();
  loseWhatCannotBeSaid(client.process.stdin!);
  return api;
}

/** An answer to a process that was ended would fail where nobody catches it. */
function loseWhatCannotBeSaid(stream: Writable): void {
  const write = stream.write.bind(stream) as (...said: unknown[]) => boolean;
  // The last of what it is called with is told how it went.
  const lossy = (...said: unknown[]) => write(...said.slice(0, -1), () => (said.at(-1) as () => void)());
  stream.write = lossy as typeof stream.write;
  stream.on('error', () => {});
}

/** Its own `close` waits for what was asked, and leaves a process that waits for an answer: for ever, at worst. */
function end(api: API): void {
  (api as unknown as Inside).client.process.kill('SIGKILL');
}

async function remarksOf({ program }: Project, source: string): Promise<Remark[]> {
  // What does not parse, the grader says itself.
  if ((await program.getSyntacticDiagnostics(ANSWER)).length > 0) return [];
  const found = (await program.getSemanticDiagnostics(ANSWER)).filter(({ pos }) => pos < source.length);
  const unknown = found.some(({ code }) => UNKNOWN_NAMES.includes(code));
  const isInType = unknown ? await typesOf(program) : () => false;
  return found.filter((one) => !isInType(one)).map((one) => remark(one, source));
}

/** Tells whether an unknown name stands where a type is expected. */
async function typesOf(program: Project['program']): Promise<(diagnostic: Diagnostic) => boolean> {
  const { isQualifiedName, isTypeNode } = await import('typescript/unstable/ast/is');
  const { getTokenAtPosition } = await import('typescript/unstable/ast');
  const file = (await program.getSourceFile(ANSWER))!;
  return ({ code, pos }) => {
    if (!UNKNOWN_NAMES.includes(code)) return false;
    let { parent } = getTokenAtPosition(file, pos);
    while (isQualifiedName(parent)) parent = parent.parent;
    return isTypeNode(parent);
  };
}

function remark({ code, text, pos }: Diagnostic, source: string): Remark {
  const line = source.slice(0, pos).split('\n').length;
  return { line, code: source.split('\n')[line - 1]!.trim(), says: inPlainWords(code, text) };
}
