import type { Question } from '../lessons';
import { type Family, operatorsFor } from './operators';
import { type Node, parseCell, printCell, replaced, textOf, walk } from './syntax';

/** An answer with one slip in it. */
export interface Mutant {
  /** What slipped and how: `rate-times-100: tf.train.adam(0.003) -> tf.train.adam(0.3)`. */
  id: string;
  operator: string;
  family: Family;
  source: string;
}

const MOST_CHARACTERS = 60;

/** Every slip that applies to an answer, once. */
export function mutantsOf(source: string, kind: Question['kind']): Mutant[] {
  const tree = parseCell(source);
  const original = printCell(tree);
  const found: Mutant[] = [];
  walk(tree, (node, place) => {
    for (const { name, family, mutate } of operatorsFor(kind))
      for (const text of mutate(node, place)) {
        const mutated = printCell(replaced(tree, place, isStatement(node), text));
        if (mutated === original || found.some((one) => one.source === mutated)) continue;
        const id = `${name}: ${short(textOf(node))} -> ${short(text)}`;
        found.push({ id: distinct(id, found), operator: name, family, source: mutated });
      }
  });
  return found;
}

function isStatement({ type }: Node): boolean {
  return type.endsWith('Statement') || type === 'FunctionBody';
}

function distinct(id: string, found: Mutant[]): string {
  const alike = found.filter((one) => one.id === id || one.id.startsWith(`${id} (`)).length;
  return alike === 0 ? id : `${id} (${alike + 1})`;
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS)}…` : line;
}
