/**
 * Refuses labels of one class only: a curve of two rates has none to draw then.
 *
 * @throws RangeError
 */
export function checkBothClasses(name: string, positive: readonly boolean[]): void {
  if (positive.includes(true) && positive.includes(false)) return;
  const missing = positive.includes(true) ? 'negative' : 'positive';
  throw new RangeError(
    `${name}: yTrue: expected labels of both classes, got no ${missing} one; draw more samples, or check posLabel`,
  );
}
