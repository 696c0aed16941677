import type {
  AssignmentNode,
  BlockNode,
  ConstantNode,
  EvalFunction,
  FunctionAssignmentNode,
  FunctionNode,
  MathNode,
  OperatorNode,
  SymbolNode,
} from 'mathjs';
import { parse } from './mathjs';

/** What a formula may hold besides the names of its question. mathjs itself knows matrices, files of units, loops. */
const CONSTANTS = ['e', 'E', 'pi', 'PI', 'deg', 'rad'];
const FUNCTIONS = [
  ...[
    'exp',
    'expm1',
    'log',
    'ln',
    'log1p',
    'log2',
    'log10',
    'sqrt',
    'cbrt',
    'nthRoot',
    'pow',
    'square',
    'cube',
  ],
  ...['abs', 'sign', 'max', 'min', 'add', 'subtract', 'multiply', 'divide', 'unaryMinus'],
  ...['sin', 'cos', 'tan', 'cot', 'sec', 'csc', 'asin', 'acos', 'atan', 'atan2'],
  ...['sinh', 'cosh', 'tanh', 'asinh', 'acosh', 'atanh'],
];
const OPERATORS = ['+', '-', '*', '/', '^', '<', '>', '<=', '>=', '==', '!=', 'and', 'or', 'not'];
const PLAIN_NODES = ['ParenthesisNode', 'ConditionalNode', 'RelationalNode'];

/** Signs that a text editor, or the habit of another language, puts in the place of one of ours. */
const OTHER_SIGNS: [RegExp, string][] = [
  [/[−–]/g, '-'],
  [/[·×∙⋅]/g, '*'],
  [/÷/g, '/'],
  [/\*\*/g, '^'],
  [/²/g, '^2'],
  [/³/g, '^3'],
  [/π/g, ' pi '],
  // Matrices and objects, which mathjs writes so, belong in no formula.
  [/[[{]/g, '('],
  [/[\]}]/g, ')'],
  [/√(?= ?\()/g, 'sqrt'],
];

/**
 * Reads a student's formula in the variables `names`. It is computed in the grader's own process, so that only what a
 * formula needs is let through: each of it takes and gives single numbers, and ends at once.
 *
 * @throws Error that says what cannot be read.
 */
export function readFormula(text: string, names: string[]): EvalFunction {
  const node = rightSide(parse(inOurSigns(text, names)), names);
  node.traverse((part, path, parent) => {
    refuseOthers(part, names);
    if (path !== 'fn' || parent.type !== 'FunctionNode') refuseBare(part, names);
  });
  const compiled = node.compile();
  return { evaluate: (point: Record<string, number>) => compiled.evaluate({ ln: Math.log, ...point }) };
}

/**
 * Lines are joined without their comments, other signs replaced; `q(1 - a)` multiplies where `q` is a variable, as it
 * does on paper.
 */
function inOurSigns(text: string, names: string[]): string {
  const line = text.replace(/#.*/g, '').trim().replace(/;$/, '').replace(/\s+/g, ' ');
  const signs = OTHER_SIGNS.reduce((read, [other, ours]) => read.replace(other, ours), line);
  // Not the end of a longer name, such as the p of log1p.
  const before = (name: string) => new RegExp(`(?<![A-Za-z_]\\d*)${name} ?\\(`, 'g');
  return [...names, 'pi'].reduce((read, name) => read.replace(before(name), `(${name})(`), signs);
}

/** Of an equation, such as `L = …` or `L(z, y) = …`, what stands right of its sign. */
function rightSide(node: MathNode, names: string[]): MathNode {
  if (node.type === 'AssignmentNode') return (node as AssignmentNode).value;
  if (node.type === 'FunctionAssignmentNode') {
    const { params, expr } = node as FunctionAssignmentNode;
    if (params.every((param) => names.includes(param))) return expr;
  }
  if (node.type === 'BlockNode' && (node as BlockNode).blocks.length > 1)
    throw new Error('it holds several formulas; write one');
  return node;
}

function refuseOthers(node: MathNode, names: string[]): void {
  const foreign = foreignPart(node, names);
  if (foreign === undefined) return;
  const variables = `${names.length > 1 ? 'the names' : 'the name'} ${names.join(', ')}`;
  throw new Error(
    `"${foreign}" does not belong in it; use ${variables}, numbers, + - * / ^, brackets, and functions such as exp, log and sqrt`,
  );
}

/** `exp z`: on paper one knows what is meant, and mathjs multiplies. */
function refuseBare(node: MathNode, names: string[]): void {
  const { name } = node as SymbolNode;
  if (node.type !== 'SymbolNode' || names.includes(name) || !FUNCTIONS.includes(name)) return;
  throw new Error(`"${name}" needs brackets around what it is applied to: ${name}(…)`);
}

/** What of this node a formula may not hold; its parts are looked at by themselves. */
function foreignPart(node: MathNode, names: string[]): string | undefined {
  if (PLAIN_NODES.includes(node.type)) return undefined;
  if (node.type === 'ConstantNode' && typeof (node as ConstantNode).value === 'number') return undefined;
  if (node.type === 'SymbolNode') {
    const { name } = node as SymbolNode;
    return [...names, ...CONSTANTS, ...FUNCTIONS].includes(name) ? undefined : name;
  }
  if (node.type === 'OperatorNode') {
    const { op } = node as OperatorNode;
    return OPERATORS.includes(op) ? undefined : op;
  }
  // A name in front of brackets is a node of its own and was a variable, or is looked at as a function.
  if (node.type === 'FunctionNode' && (node as FunctionNode).fn.type === 'SymbolNode') return undefined;
  return node.toString().slice(0, 40);
}
