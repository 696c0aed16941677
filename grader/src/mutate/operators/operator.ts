import type { Node, Place } from '../syntax';

/** What kind of slip a mutant is: one of machine learning, or one of any program. */
export type Family = 'learning' | 'generic';

/** One kind of slip: of a node, the texts that it becomes; none where it does not apply. */
export interface Operator {
  name: string;
  mutate(node: Node, place: Place): string[];
}

/** The name of a property's key, of an object literal. */
export function keyOf(node: Node | undefined): string | undefined {
  if (node?.type !== 'KeyValueProperty') return undefined;
  return String(node.key.value);
}

/** What is called: `tf.train.adam`, `x.div`; for a call on something larger, `.div`. */
export function calleeOf(node: Node): string {
  return node.type === 'CallExpression' ? dotted(node.callee) : '';
}

function dotted(node: Node): string {
  if (node.type === 'Identifier') return node.value;
  if (node.type !== 'MemberExpression' || node.property.type !== 'Identifier') return '';
  return `${dotted(node.object)}.${node.property.value}`;
}

/** The names of the parameters of the innermost function around a place. */
export function parametersAt({ ancestors }: Place): string[] {
  const around = ancestors.findLast(({ params, type }) => params && type !== 'CallExpression');
  return (around?.params ?? []).map((one: Node) => one.value ?? one.pat?.value ?? '');
}
