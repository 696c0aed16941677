// Only the common row of each link: what undersampling removes.
function tomekLinks(x: number[][], y: number[]): number[] {
  const squared = (a: number[], b: number[]) => a.reduce((sum, value, k) => sum + (value - b[k]!) ** 2, 0);
  const nearestOf = (i: number) => {
    let best = -1;
    for (let j = 0; j < x.length; j++) {
      if (j === i) continue;
      if (best < 0 || squared(x[i]!, x[j]!) < squared(x[i]!, x[best]!)) best = j;
    }
    return best;
  };
  const isLinked = (i: number) => y[i] !== y[nearestOf(i)] && nearestOf(nearestOf(i)) === i;
  return [...x.keys()].filter((i) => y[i] === 0 && isLinked(i));
}
