// The three that need no training, and then one after the other.
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
  const free = [
    measured.trainCounts.some((n) => n < 1) || measured.validationCounts.some((n) => n < 1) ? 'split' : '',
    isOff(Math.max(-measured.seen[0], measured.seen[0], -measured.seen[1], measured.seen[1])) ? 'input' : '',
    (measured.untrained + Math.log(1 / measured.classes)) ** 2 > 0.25 ? 'output' : '',
  ].filter((name) => name !== '');
  if (free.length > 0) return free;
  if (measured.oneBatch > 0.1) return ['one batch'];
  if (measured.trainAccuracy > measured.newAccuracy + 0.1) return ['gap'];
  return [];
}

function isOff(size: number): boolean {
  return !(size >= 0.1 && size <= 10);
}
