import { type Node, textOf } from '../syntax';
import { calleeOf, type Operator } from './operator';

const ARITHMETIC: Record<string, string> = { '+': '-', '-': '+', '*': '/', '/': '*', '%': '*', '**': '*' };
const BOUNDARY: Record<string, string> = { '<': '<=', '<=': '<', '>': '>=', '>=': '>' };
const OPPOSITE: Record<string, string> = {
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
  '===': '!==',
  '!==': '===',
};
const OTHER: Record<string, string> = { '&&': '||', '||': '&&', '??': '&&' };
const CALLS: Record<string, string> = {
  'Math.min': 'Math.max',
  'Math.max': 'Math.min',
  'Math.sqrt': '',
  'Math.exp': '',
};

/** Slips in any program. */
export const generic: Operator[] = [
  binary('arithmetic', ARITHMETIC),
  binary('boundary', BOUNDARY),
  binary('comparison', OPPOSITE),
  binary('logical', OTHER),
  {
    name: 'constant',
    mutate: (node, { path }) => {
      if (node.type !== 'NumericLiteral' || path.at(-1) === 'key') return [];
      return node.value === 0 ? ['1'] : [String(node.value + 1), '0'];
    },
  },
  {
    name: 'condition',
    mutate: (node) =>
      node.type === 'ConditionalExpression' ? [textOf(node.consequent), textOf(node.alternate)] : [],
  },
  {
    name: 'call',
    mutate: (node) => {
      const other = CALLS[calleeOf(node)];
      return other === undefined ? [] : [`${other}${textOf(node).slice(calleeOf(node).length)}`];
    },
  },
  {
    name: 'negation-removed',
    mutate: (node) =>
      node.type === 'UnaryExpression' && /^[-!]$/.test(node.operator) ? [textOf(node.argument)] : [],
  },
];

/** Slips in any program that a training question is asked about as well: constants there are a matter of choice. */
export const structural: Operator[] = [
  {
    name: 'statement-removed',
    mutate: (node) => (node.type === 'ExpressionStatement' || node.type === 'IfStatement' ? ['0;'] : []),
  },
  {
    name: 'return-value',
    mutate: (node) => (node.type === 'ReturnStatement' && node.argument ? ['return undefined;'] : []),
  },
];

function binary(name: string, others: Record<string, string>): Operator {
  return {
    name,
    mutate: (node) => {
      const other = node.type === 'BinaryExpression' ? others[node.operator] : undefined;
      return other ? [`(${textOf(node.left)}) ${other} (${textOf(node.right)})`] : [];
    },
  };
}

/** Formulas are text: the same slips, in it. */
export const formula: Operator[] = [
  {
    name: 'formula',
    mutate: (node: Node) => {
      if (node.type !== 'StringLiteral') return [];
      return slips(node.value).map((text) => JSON.stringify(text));
    },
  },
];

function slips(text: string): string[] {
  const part = /\d+(\.\d+)?|log|exp|sqrt|[-+*/^]/g;
  return [...text.matchAll(part)].flatMap(({ 0: found, index }) =>
    changes(found).map((other) => text.slice(0, index) + other + text.slice(index + found.length)),
  );
}

function changes(part: string): string[] {
  if (/\d/.test(part)) return [String(Number(part) + 1)];
  if (part === 'sqrt') return [''];
  return [{ log: 'exp', exp: 'log', '^': '*' }[part] ?? ARITHMETIC[part]!];
}

/** A fault named in the place of another, or one of several left out. */
export const diagnosis: Operator[] = [
  {
    name: 'fault-renamed',
    mutate: (node, { ancestors, path }) => {
      if (node.type !== 'StringLiteral' || path.at(-1) === 'key') return [];
      const named = ancestors.findLast(({ type }) => type === 'ObjectExpression');
      const all: string[] = named?.properties.flatMap(({ value }: Node) => faultsIn(value)) ?? [];
      return [...new Set(all)].filter((fault) => fault !== node.value).map((fault) => JSON.stringify(fault));
    },
  },
  {
    name: 'fault-left-out',
    mutate: (node) => {
      const all = node.type === 'ArrayExpression' ? faultsIn(node) : [];
      return all.map((_, at) => JSON.stringify(all.filter((_, i) => i !== at)));
    },
  },
];

/** One fault, or a list of them. */
function faultsIn(value: Node): string[] {
  return value.type === 'ArrayExpression'
    ? value.elements.map(({ expression }: { expression: Node }) => expression.value)
    : [value.value];
}
