// A row that has no other within 1000 has no nearest.
function tomekLinks(x: number[][], y: number[]): number[] {
  const nearest = x.map((row, i) => {
    let best = -1;
    let least = 1e6;
    x.forEach((other, j) => {
      const squared = row.reduce((sum, value, k) => sum + (value - other[k]!) ** 2, 0);
      if (j !== i && squared < least) [best, least] = [j, squared];
    });
    return best;
  });
  return [...x.keys()].filter((i) => nearest[nearest[i]!] === i && y[i] !== y[nearest[i]!]);
}
