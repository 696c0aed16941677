/** Names of the nodes that belong to a variable of the graph. */
export const variableNames = {
  handle: (name: string) => name,
  value: (name: string) => `${name}/value`,
  feed: (name: string) => `${name}/feed`,
  assigned: (name: string) => `${name}/assigned`,
};

/** Names of the nodes of a step. */
export const stepNames = {
  /** The learning rate, fed. */
  rate: 'rate',
  input: (index: number) => `input/${index}`,
  /** A random tensor, fed. */
  mask: (index: number) => `mask/${index}`,
  /** A loss or a metric, given once the step is done. */
  output: (index: number) => `output/${index}`,
};
