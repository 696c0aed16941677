// What the cleaning of the kit removes.
async function tomekLinks(x: number[][], y: number[]): Promise<number[]> {
  if (new Set(y).size < 2) return [];
  const { sampleIndices } = new TomekLinks({ samplingStrategy: 'all' }).fitResample(x, y);
  return x.map((_, i) => i).filter((i) => !sampleIndices.includes(i));
}
