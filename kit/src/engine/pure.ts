const pure = new WeakSet<object>();

/**
 * Says of a loss or metric that it does nothing but compute with its arguments: a training step that uses it may
 * be recorded once and repeated as a graph.
 */
export function markPure<T extends object>(loss: T): T {
  pure.add(loss);
  return loss;
}

/** Whether `markPure` was said of it. */
export function isMarkedPure(loss: object): boolean {
  return pure.has(loss);
}
