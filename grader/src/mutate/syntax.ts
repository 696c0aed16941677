import { type Module, parseSync, printSync } from '@swc/core';

/** A node of a syntax tree; what else it has depends on its type. */
export interface Node {
  type: string;
  // biome-ignore lint/suspicious/noExplicitAny: a tree of some hundred types, read by its few that matter.
  [part: string]: any;
}

/** Where a node is. */
export interface Place {
  /** Keys from the module to the node. */
  path: (string | number)[];
  /** From the module to the node's parent. */
  ancestors: Node[];
  /** Name of the innermost function that has one; a function assigned to a name has that. */
  inside: string;
}

const TYPESCRIPT = { syntax: 'typescript', target: 'es2022' } as const;

export function parseCell(source: string): Module {
  return parseSync(source, TYPESCRIPT);
}

export function printCell(tree: Module): string {
  return printSync(tree).code;
}

/** A part of a tree as text, on one line. */
export function textOf(given: Node): string {
  const node = given.type === 'FunctionBody' ? { ...given, type: 'BlockStatement', ctxt: 0 } : given;
  const isStatement = /Statement$|Declaration$/.test(node.type);
  const body = [isStatement ? node : { type: 'ExpressionStatement', span: node.span, expression: node }];
  const { code } = printSync({
    type: 'Module',
    span: node.span ?? SPAN,
    body,
    interpreter: null,
  } as unknown as Module);
  return isStatement ? code.trim() : code.trim().replace(/;$/, '');
}

const SPAN = { start: 0, end: 0, ctxt: 0 };

/** The tree with another text in the place of one node. */
export function replaced(tree: Module, { path }: Place, isStatement: boolean, text: string): Module {
  const copy = structuredClone(tree);
  const [first] = parseCell(isStatement ? `async function f() {{${text}}}` : `(${text});`).body as Node[];
  const node = isStatement ? first!.body.stmts[0] : unwrapped(first!.expression);
  const parent = path.slice(0, -1).reduce((at: Node, key) => at[key] as Node, copy as unknown as Node);
  const key = path.at(-1)!;
  parent[key] = parent[key].type === 'FunctionBody' ? { ...parent[key], stmts: node.stmts } : node;
  return copy;
}

function unwrapped(node: Node): Node {
  return node.type === 'ParenthesisExpression' ? node.expression : node;
}

/** Every node, from the module down, with its place. Types of TypeScript are left out: they do nothing. */
export function walk(tree: Module, visit: (node: Node, place: Place) => void): void {
  descend(tree as unknown as Node, { path: [], ancestors: [], inside: '' }, visit);
}

function descend(node: Node, place: Place, visit: (node: Node, place: Place) => void): void {
  if (node.type.startsWith('Ts') && !node.type.endsWith('Expression')) return;
  visit(node, place);
  const inside = nameOf(node, place.ancestors.at(-1)) ?? place.inside;
  const ancestors = [...place.ancestors, node];
  for (const [key, value] of Object.entries(node))
    for (const [child, ...at] of childrenOf(value))
      descend(child, { path: [...place.path, key, ...at], ancestors, inside }, visit);
}

function childrenOf(value: unknown): [Node, ...(string | number)[]][] {
  if (!Array.isArray(value)) return isNode(value) ? [[value]] : wrappedIn(value);
  return value.flatMap((item, i) =>
    childrenOf(item).map(([node, ...at]): [Node, ...(string | number)[]] => [node, i, ...at]),
  );
}

/** An argument or an element is kept in an object without a type. */
function wrappedIn(value: unknown): [Node, string][] {
  const inner = (value as { expression?: unknown } | null)?.expression;
  return isNode(inner) ? [[inner, 'expression']] : [];
}

function isNode(value: unknown): value is Node {
  return typeof (value as Node | null)?.type === 'string';
}

function nameOf(node: Node, parent: Node | undefined): string | undefined {
  if (node.type === 'FunctionDeclaration') return node.identifier.value;
  const isFunction = node.type === 'ArrowFunctionExpression' || node.type === 'FunctionExpression';
  return isFunction && parent?.type === 'VariableDeclarator' ? parent.id.value : undefined;
}
