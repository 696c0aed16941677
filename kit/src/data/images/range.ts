/** Smallest and largest value of a non-empty array. */
export function range(values: ArrayLike<number>): [lowest: number, highest: number] {
  let lowest = values[0]!;
  let highest = lowest;
  for (let i = 1; i < values.length; i++) {
    const value = values[i]!;
    if (value < lowest) lowest = value;
    else if (value > highest) highest = value;
  }
  return [lowest, highest];
}
