import {
  type CallOptions,
  cellOf,
  type Exports,
  type Plain,
  probeCell,
  received,
} from '@unstuck/grader/in-page';
import * as kit from 'unstuck';
import { stripTypes } from './strip-types';

/** An answer typed in the page: TypeScript, whose types are taken away. */
export class PageAnswer {
  private readonly code: string;

  /** @throws SyntaxError where it does not parse. */
  constructor(source: string) {
    this.code = stripTypes(source);
  }

  /** Runs the cell, with the kit's names in its scope, and gives what it defined under these names. */
  async exports(wanted: string[]): Promise<Exports> {
    Object.assign(globalThis, kit);
    return cellOf(this.code, wanted)({}, modules as Parameters<ReturnType<typeof cellOf>>[1]);
  }

  /** Calls the function `name` once for each list of arguments. */
  async call(name: string, calls: Plain[][], options: CallOptions = {}): Promise<unknown[]> {
    const answer = await probeCell(await this.exports([name]), { kind: 'call', name, calls, ...options });
    return answer.kind === 'call' ? answer.results.map(received) : [];
  }

  /** Reads the value the cell gave to `name`. */
  async value(name: string): Promise<unknown> {
    const answer = await probeCell(await this.exports([name]), { kind: 'value', name });
    return answer.kind === 'value' ? received(answer) : undefined;
  }
}

function modules(name: string): unknown {
  if (name === 'unstuck') return kit;
  throw new Error(`Cannot find module '${name}'; an answer has what the kit exports`);
}
