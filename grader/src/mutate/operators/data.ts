import { type Node, type Place, textOf } from '../syntax';
import { calleeOf, keyOf, type Operator, parametersAt } from './operator';

const SCALING = /\.(sub|div|mul|add)$/;
const INVERSE: Record<string, string> = { sub: 'add', add: 'sub', div: 'mul', mul: 'div' };

/** Slips in what becomes of the rows: before training, in it, and when the network is asked. */
export const data: Operator[] = [
  {
    name: 'normalization-removed',
    mutate: (node, place) => (isScaling(node, place) ? [textOf(node.callee.object)] : []),
  },
  {
    name: 'normalization-inverted',
    mutate: (node, place) => (isScaling(node, place) ? [inverted(node)] : []),
  },
  {
    name: 'scaler-refitted',
    mutate: (node, place) => {
      if (node.type !== 'ReturnStatement' || place.inside !== 'preprocess') return [];
      const [x] = parametersAt(place);
      return [
        `return tf.tidy(() => { const all = tf.moments(${x}); return ${x}.sub(all.mean).div(all.variance.sqrt()); });`,
      ];
    },
  },
  { name: 'scaler-refitted', mutate: refittedAtEachCall },
  {
    name: 'fitted-on-everything',
    mutate: (node, place) => {
      const [train, heldOut] = parametersAt(place);
      const isTable = /train/i.test(train ?? '') && /held|test/i.test(heldOut ?? '');
      return isTable && isUse(node, place, train!) ? [`[...${train}, ...${heldOut}]`, heldOut!] : [];
    },
  },
  hook('resample', 'resampling-dropped', (_chosen, [x, y]) => `return { x: ${x}, y: ${y} };`),
  hook(
    'resample',
    'labels-off-by-one',
    (chosen) =>
      `const chosen = ${chosen}; return { x: chosen.x, y: tf.concat([chosen.y.slice(1), chosen.y.slice(0, 1)]) };`,
  ),
  hook(
    'resample',
    'labels-off-by-one',
    (chosen, [, y]) => `return ((${y}) => ${chosen})(tf.concat([${y}.slice(1), ${y}.slice(0, 1)]));`,
  ),
  hook(
    'resample',
    'labels-flipped',
    (chosen) => `const chosen = ${chosen}; return { x: chosen.x, y: tf.sub(1, chosen.y) };`,
  ),
  hook('augment', 'augmentation-dropped', (_drawn, [x]) => `return ${x};`),
  hook('augment', 'labels-off-by-one', (drawn) => `return tf.reverse(${drawn}, 0);`),
  hook('augment', 'augmentation-rescaled', (drawn) => `return ${drawn}.mul(255);`),
  range('augmentation-narrowed', () => undefined),
  range('augmentation-widened', (value) => String(4 * value)),
  hook('fitOptions', 'epochs-1', (options) => `return { ...${options}, maxEpochs: 1 };`),
  hook('fitOptions', 'shuffle-removed', (options) => `return { ...${options}, shuffle: false };`),
  hook(
    'buildModel',
    'dropout-at-inference',
    (model) =>
      `const plain = ${model}.predict.bind(${model}); ${model}.predict = (x) => plain(tf.dropout(x, 0.3)); return ${model};`,
  ),
  hook(
    'buildModel',
    'weights-frozen',
    (model) => `for (const layer of ${model}.layers) layer.trainable = false; return ${model};`,
  ),
];

function isScaling(node: Node, { inside }: Place): boolean {
  return SCALING.test(calleeOf(node))
    ? /reprocess$/.test(inside)
    : isChained(node) && /reprocess$/.test(inside);
}

/** `x.sub(1).div(2)`: the callee is a member of a call. */
function isChained(node: Node): boolean {
  return node.type === 'CallExpression' && node.callee.property?.value in INVERSE;
}

function inverted(node: Node): string {
  const given = node.arguments.map(({ expression }: { expression: Node }) => textOf(expression));
  return `${textOf(node.callee.object)}.${INVERSE[node.callee.property.value]}(${given.join(', ')})`;
}

/** What `fitPreprocess` computes once is computed again from whatever comes. */
function refittedAtEachCall(node: Node, { inside, ancestors }: Place): string[] {
  const isBody = node.type === 'FunctionBody' && inside === 'fitPreprocess' && ancestors.at(-1)?.params;
  const last: Node | undefined = isBody ? node.stmts.at(-1) : undefined;
  const apply: Node | undefined = last?.argument;
  const fitted = ancestors.at(-1)?.params?.[0];
  const train = fitted?.value ?? fitted?.pat?.value;
  if (apply?.type !== 'ArrowFunctionExpression' || !train || node.stmts.length < 2) return [];
  const x = apply.params[0]?.value ?? apply.params[0]?.pat?.value;
  const before = node.stmts.slice(0, -1).map(textOf).join(' ');
  return [`return (${x}) => { const ${train} = ${x}; ${before} return ${textOf(apply.body)}; };`];
}

/** What one of the hooks returns, changed. */
function hook(
  name: string,
  operator: string,
  change: (returned: string, parameters: string[]) => string,
): Operator {
  return {
    name: operator,
    mutate: (node, place) => {
      if (node.type !== 'ReturnStatement' || place.inside !== name || !node.argument) return [];
      return [change(`(${textOf(node.argument)})`, parametersAt(place))];
    },
  };
}

/** One option after another of what `augment` draws with: another number, or none. */
function range(name: string, change: (value: number) => string | undefined): Operator {
  return {
    name,
    mutate: (node, { inside, ancestors }) => {
      const isOptions = node.type === 'ObjectExpression' && ancestors.at(-1)?.type === 'NewExpression';
      if (inside !== 'augment' || !isOptions) return [];
      const options: string[][] = node.properties.map((one: Node) => [keyOf(one), textOf(one.value)]);
      return options.map((_, changed) => {
        const kept = options.map(([key, value], i) => [key, i === changed ? change(Number(value)) : value]);
        return `{ ${kept.flatMap(([key, value]) => (value ? [`${key}: ${value}`] : [])).join(', ')} }`;
      });
    },
  };
}

/** A name where its value is used, not where it is declared. */
function isUse(node: Node, { ancestors, path }: Place, name: string): boolean {
  if (node.type !== 'Identifier' || node.value !== name) return false;
  const declares = path.includes('params') && !['expression', 'object'].includes(String(path.at(-1)));
  return (
    !declares && ancestors.at(-1)?.type !== 'Parameter' && !['property', 'key'].includes(String(path.at(-1)))
  );
}
