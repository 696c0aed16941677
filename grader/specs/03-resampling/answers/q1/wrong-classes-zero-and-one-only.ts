// Two classes are taken for different where their numbers add up to 1.
function tomekLinks(x: number[][], y: number[]): number[] {
  const distance = (a: number[], b: number[]) => Math.hypot(...a.map((value, i) => value - b[i]!));
  const nearestRow = x.map((row, i) => {
    const others = [...x.keys()].filter((j) => j !== i);
    return others.reduce((best, j) => (distance(row, x[j]!) < distance(row, x[best]!) ? j : best));
  });
  return [...x.keys()].filter((i) => y[i]! + y[nearestRow[i]!]! === 1 && nearestRow[nearestRow[i]!] === i);
}
