import { tf, toTensor } from 'unstuck';
import { type Dataset, takeRows } from 'unstuck/data';
import type { Training } from '../experiment';

const SHOWN = 8;

/** Training rows, held-out rows and the images that the panel shows, for a network with one output. */
export function binaryRows(
  train: Dataset,
  heldOut: Dataset,
  prepare: (x: tf.Tensor) => tf.Tensor,
): Pick<Training, 'x' | 'y' | 'validation' | 'images' | 'labels' | 'say'> {
  const rows = ({ x, y }: Dataset) => ({ x: tf.tidy(() => prepare(toTensor(x))), y: toTensor(y) });
  const { x, y } = rows(train);
  return { x, y, validation: rows(heldOut), ...shown(heldOut), say: sayBinary(heldOut.classes) };
}

/** The first held-out images and their classes. */
export function shown({ x, y, classes }: Dataset): Pick<Training, 'images' | 'labels'> {
  const first = Array.from({ length: SHOWN }, (_, i) => i);
  return { images: takeRows(x, first), labels: first.map((row) => classes[y.values[row]!]!) };
}

/** A probability in words. */
export function sayBinary(classes: readonly string[]): (row: ArrayLike<number>) => string {
  return (row) => {
    const p = row[0] ?? Number.NaN;
    if (Number.isNaN(p)) return 'NaN';
    const sure = Math.max(p, 1 - p);
    return `${classes[p > 0.5 ? 1 : 0]} ${(100 * sure).toFixed(0)} %`;
  };
}

/** Values for a control, each labelled by itself unless it has words of its own. */
export function choices(...values: (number | [number, string])[]) {
  return values.map((choice) => {
    const [value, label] = typeof choice === 'number' ? [choice, String(choice)] : choice;
    return { value, label };
  });
}
