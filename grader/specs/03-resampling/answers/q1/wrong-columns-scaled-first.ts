// Each column is divided by its deviation, which changes who is nearest.
function tomekLinks(x: number[][], y: number[]): number[] {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviations = x[0]!.map((_, k) => {
    const column = x.map((row) => row[k]!);
    return Math.sqrt(mean(column.map((value) => (value - mean(column)) ** 2)));
  });
  const squared = (a: number[], b: number[]) =>
    a.reduce((sum, value, k) => sum + ((value - b[k]!) / deviations[k]!) ** 2, 0);
  const nearestOf = (i: number) => {
    const others = [...x.keys()].filter((j) => j !== i);
    return others.reduce((best, j) => (squared(x[i]!, x[j]!) < squared(x[i]!, x[best]!) ? j : best));
  };
  return [...x.keys()].filter((i) => y[i] !== y[nearestOf(i)] && nearestOf(nearestOf(i)) === i);
}
