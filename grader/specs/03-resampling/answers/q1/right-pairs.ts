// By the definition: no third row is nearer to either of the two.
const tomekLinks = (x: number[][], y: number[]): number[] => {
  const squared = (i: number, j: number) =>
    x[i]!.reduce((sum, value, k) => sum + (value - x[j]![k]!) ** 2, 0);
  const found: number[] = [];
  for (let i = 0; i < x.length; i++)
    for (let j = i + 1; j < x.length; j++) {
      if (y[i] === y[j]) continue;
      const others = x.map((_, k) => k).filter((k) => k !== i && k !== j);
      if (others.every((k) => squared(i, k) > squared(i, j) && squared(j, k) > squared(i, j)))
        found.push(i, j);
    }
  return found.sort((a, b) => a - b);
};
