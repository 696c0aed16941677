import { type Node, textOf } from '../syntax';
import { calleeOf, keyOf, type Operator } from './operator';

const ACTIVATIONS: Record<string, string[]> = {
  relu: ['sigmoid'],
  tanh: ['sigmoid'],
  sigmoid: ['linear', 'relu'],
  softmax: ['sigmoid', 'linear'],
};
const LOSSES: Record<string, string[]> = {
  binaryCrossentropy: ['meanSquaredError', 'hinge'],
  categoricalCrossentropy: ['meanSquaredError', 'binaryCrossentropy'],
};

/** Slips in how a network is built and trained. */
export const training: Operator[] = [
  named('rate-times-100', (node) => rateTimes(node, 100)),
  named('rate-divided-by-100', (node) => rateTimes(node, 0.01)),
  named('optimizer-swapped', (node) => {
    if (!calleeOf(node).startsWith('tf.train.')) return [];
    const rate = node.arguments[0] ? textOf(node.arguments[0].expression) : '0.01';
    return [calleeOf(node).endsWith('.sgd') ? `tf.train.adam(${rate})` : `tf.train.sgd(${rate})`];
  }),
  wordFor('activation', 'activation-swapped', ACTIVATIONS),
  wordFor('loss', 'loss-swapped', LOSSES),
  named('initializer-swapped', (node, { ancestors }) =>
    keyOf(ancestors.at(-1)) === 'kernelInitializer' && node.type === 'StringLiteral' ? ["'zeros'"] : [],
  ),
  withoutProperty('kernelRegularizer', 'regularizer-detached'),
  withoutProperty('callbacks', 'callbacks-dropped'),
  withoutProperty('classWeight', 'weights-dropped'),
  withoutProperty('validationSplit', 'validation-dropped'),
  named('regularizer-detached', (node) =>
    node.type === 'ExpressionStatement' && /tf\.layers\.(dropout|gaussian)/.test(textOf(node)) ? ['0;'] : [],
  ),
  named('regularizer-detached', (node) => {
    if (node.type !== 'ArrayExpression') return [];
    const elements: string[] = node.elements.map((one: { expression: Node }) => textOf(one.expression));
    const kept = elements.filter((text) => !text.startsWith('tf.layers.dropout'));
    return kept.length < elements.length ? [`[${kept.join(', ')}]`] : [];
  }),
  named('weights-swapped', (node, { ancestors }) => {
    const twoClasses = node.type === 'ObjectExpression' && node.properties.map(keyOf).join() === '0,1';
    if (!twoClasses || !ancestors.some((one) => keyOf(one) === 'classWeight')) return [];
    const [first, second] = node.properties.map(({ value }: Node) => textOf(value));
    return [`{ 0: ${second}, 1: ${first} }`];
  }),
  named('callback-ineffective', (node, { ancestors }) => {
    const isNumber = node.type === 'NumericLiteral' && ancestors.some(({ type }) => type === 'NewExpression');
    if (!isNumber) return [];
    const key = keyOf(ancestors.at(-1));
    return key === 'factor' ? ['0.999'] : key === 'patience' ? ['1000'] : [];
  }),
  named('threshold-moved', (node, { ancestors }) => {
    const parent = ancestors.at(-1);
    const isThreshold = parent?.type === 'VariableDeclarator' && parent.id.value === 'threshold';
    return isThreshold && node.type === 'NumericLiteral' ? ['0.02', '0.98'] : [];
  }),
];

function named(name: string, mutate: Operator['mutate']): Operator {
  return { name, mutate };
}

function rateTimes(node: Node, factor: number): string[] {
  const rate = calleeOf(node).startsWith('tf.train.') ? node.arguments[0]?.expression : undefined;
  if (rate?.type !== 'NumericLiteral') return [];
  const rest = node.arguments.slice(1).map(({ expression }: { expression: Node }) => textOf(expression));
  const other = Number((rate.value * factor).toPrecision(6));
  return [`${calleeOf(node)}(${[other, ...rest].join(', ')})`];
}

/** Another word for the value of a property. */
function wordFor(key: string, name: string, others: Record<string, string[]>): Operator {
  return named(name, (node, { ancestors }) =>
    node.type === 'StringLiteral' && keyOf(ancestors.at(-1)) === key
      ? (others[node.value] ?? []).map((other) => `'${other}'`)
      : [],
  );
}

function withoutProperty(key: string, name: string): Operator {
  return named(name, (node) => {
    if (node.type !== 'ObjectExpression' || !node.properties.some((one: Node) => keyOf(one) === key))
      return [];
    const kept = node.properties.filter((one: Node) => keyOf(one) !== key);
    return [textOf({ ...node, properties: kept })];
  });
}
