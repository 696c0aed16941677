import type { Experiment } from './experiment';
import { three } from './side-view';

type Described = Pick<Experiment, 'names' | 'expected'>;
type Logs = Record<string, number>;
type Limits = Experiment['expected']['broken'];

const METRICS = {
  loss: 'loss',
  acc: 'accuracy',
  val_loss: 'loss on new images',
  val_acc: 'accuracy on new images',
};

/** What the lesson's own choices lead to, said before anything is trained. */
export function expectationIn({ names, expected }: Described): string {
  const { metric, broken, fixed } = expected;
  return (
    `With the lesson's own choices, ${METRICS[metric]} ends ${inWords(broken)} (${names.broken}) ` +
    `and ${inWords(fixed)} (${names.fixed}).`
  );
}

/** The same beside what came, when both are trained. */
export function outcomeIn(described: Described, broken: Logs, fixed: Logs): string {
  const { metric, ...limits } = described.expected;
  const [b, f] = [broken[metric] ?? Number.NaN, fixed[metric] ?? Number.NaN];
  const mark = isWithin(b, limits.broken) && isWithin(f, limits.fixed) ? '✓ So it is' : '✗ Not so';
  return `${expectationIn(described)} ${mark} here: ${three(b)} and ${three(f)}.`;
}

function inWords({ least, most }: Limits): string {
  if (least === undefined) return `at ${most} or below`;
  return most === undefined ? `at ${least} or above` : `between ${least} and ${most}`;
}

function isWithin(value: number, { least = -Infinity, most = Infinity }: Limits): boolean {
  return value >= least && value <= most;
}
