function tomekLinks(x: number[][], y: number[]): number[] {
  const gaps = (a: number[], b: number[]) => a.map((value, i) => Math.abs(value - b[i]!));
  const distance = (a: number[], b: number[]) => gaps(a, b).reduce((most, gap) => Math.max(most, gap), 0);
  const nearestRow = x.map((row, i) => {
    const others = [...x.keys()].filter((j) => j !== i);
    return others.reduce((best, j) => (distance(row, x[j]!) < distance(row, x[best]!) ? j : best));
  });
  return [...x.keys()].filter((i) => y[i] !== y[nearestRow[i]!] && nearestRow[nearestRow[i]!] === i);
}
