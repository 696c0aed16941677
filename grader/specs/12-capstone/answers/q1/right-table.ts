// The recipe as a table: names, checks, and whether a check trains.
interface Measured {
  classes: number;
  trainCounts: number[];
  validationCounts: number[];
  seen: [number, number];
  untrained: number;
  oneBatch: number;
  trainAccuracy: number;
  newAccuracy: number;
}

function convicted(measured: Measured): string[] {
  const [low, high] = measured.seen.map((value) => Math.abs(value)) as [number, number];
  const size = low > high ? low : high;
  const checks: [string, boolean, boolean][] = [
    ['split', Math.min(...measured.trainCounts, ...measured.validationCounts) === 0, false],
    ['input', Math.abs(Math.log10(size)) > 1, false],
    ['output', Math.abs(Math.log(measured.classes) - measured.untrained) > 0.5, false],
    ['one batch', measured.oneBatch > 0.1, true],
    ['gap', measured.trainAccuracy - measured.newAccuracy > 0.1, true],
  ];
  return checks.reduce<string[]>(
    (names, [name, convicts, trains]) =>
      convicts && !(trains && names.length > 0) ? names.concat(name) : names,
    [],
  );
}
