// Each other's nearest, of whatever class.
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
  return [...x.keys()].filter((i) => nearestOf(nearestOf(i)) === i);
}
