import type { TrainingRun } from '../train/run';
import { isOwnLoss, OF_NUMBERS } from './loss-names';

/**
 * Classes that somebody numbers are seldom more; counts of things are. Own choice: sets of the course have up to 10.
 */
const MOST_NUMBERED = 12;

/**
 * Whole numbers of which one output without an upper end takes a loss of numbers, and that nobody would number
 * classes by.
 */
export function areCounts(
  { data, model }: TrainingRun,
  last: { units: number; fires: string } | undefined,
): boolean {
  const ofNumbers = OF_NUMBERS.test(model.loss) || /poisson/i.test(model.loss) || isOwnLoss(model.loss);
  if (!ofNumbers || last?.units !== 1 || !/^(linear|relu|softplus)$/.test(last.fires)) return false;
  if (data.targets?.width !== 1) return false;
  const numbers = Object.keys(data.classCounts ?? {}).map(Number);
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  const inOrder = (low === 0 || low === 1) && high - low === numbers.length - 1;
  // Of amounts alone do these take the logarithm.
  const ofAmounts = /poisson|logarithmic|^msle$/i.test(model.loss);
  // Two numbers are two classes, whatever they are called.
  return (
    numbers.length > 2 &&
    (ofAmounts || numbers.length > MOST_NUMBERED || !inOrder || areBell(data.classCounts ?? {}))
  );
}

/**
 * Most in the middle, ever fewer to both ends, as ratings are: where numbers are mere names their order says nothing.
 */
function areBell(counts: Record<string, number>): boolean {
  const shares = Object.keys(counts)
    .sort((a, b) => Number(a) - Number(b))
    .map((label) => counts[label]!);
  const top = shares.indexOf(Math.max(...shares));
  const rises = shares.every(
    (share, i) => i === 0 || (i <= top ? share >= shares[i - 1]! : share <= shares[i - 1]!),
  );
  return shares.length > 3 && rises && 2 * Math.max(shares[0]!, shares.at(-1)!) < shares[top]!;
}
