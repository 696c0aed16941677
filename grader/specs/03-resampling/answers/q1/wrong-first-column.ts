// Measures distances in the first column alone.
function tomekLinks(x: number[][], y: number[]): number[] {
  const squared = (a: number[], b: number[]) => (a[0]! - b[0]!) ** 2;
  const nearestOf = (i: number) => {
    let best = -1;
    for (let j = 0; j < x.length; j++) {
      if (j === i) continue;
      if (best < 0 || squared(x[i]!, x[j]!) < squared(x[i]!, x[best]!)) best = j;
    }
    return best;
  };
  return [...x.keys()].filter((i) => y[i] !== y[nearestOf(i)] && nearestOf(nearestOf(i)) === i);
}
