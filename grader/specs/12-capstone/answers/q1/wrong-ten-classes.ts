// Compares with log 10 whatever the number of classes.
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
  const names: string[] = [];
  if ([...measured.trainCounts, ...measured.validationCounts].includes(0)) names.push('split');
  const largest = Math.max(...measured.seen.map(Math.abs));
  if (largest < 0.1 || largest > 10) names.push('input');
  if (Math.abs(measured.untrained - Math.log(10)) > 0.5) names.push('output');
  if (names.length === 0 && measured.oneBatch > 0.1) names.push('one batch');
  if (names.length === 0 && measured.trainAccuracy - measured.newAccuracy > 0.1) names.push('gap');
  return names;
}
