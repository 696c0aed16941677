import type { Rule } from '../finding';
import { digits, percent } from '../words';

/**
 * Weights that changed by more than this share of their norm, under a loss that no longer falls, have had updates
 * enough.
 */
const MOVED = 0.5;
const FALLS = 0.1;

/**
 * Symptom: too few updates.
 * Statistic: updates an epoch and in all, with a usual rate, the loss still falling or hardly moved.
 * Threshold: at most 3 an epoch and 120 in all, own calibration (Keskar et al. 2017 blame sharp minima; here it is
 * the number of updates: lesson 11).
 */
export const batchSizeTooLarge: Rule = {
  fault: 'batch-size-too-large',
  fix: 'Take batches of 16 to 64, or train for more epochs, or raise the rate.',
  lesson: '11-capacity-and-batch-size',
  experiment: {
    try: 'the same epochs with batches of 32',
    expect: 'the loss ends clearly lower',
    change: { kind: 'batch', size: 32 },
  },
  look(s) {
    if (
      !(s.trainSkill < 0.85) ||
      s.updatesPerEpoch > 3 ||
      s.updates > 120 ||
      s.run.data.samples < 64 ||
      s.loss.breaks
    )
      return undefined;
    const usual = s.rate >= (s.adaptive ? 3e-4 : 3e-3);
    const moved = s.changes.reduce((sum, change) => sum + (change || 0), 0);
    if (!usual || (moved > MOVED && s.loss.fallsStill < FALLS)) return undefined;
    return {
      signs: [
        `${s.run.batchSize} of ${s.run.data.samples} rows a batch`,
        `${s.updates} updates in ${s.run.epochs} epochs`,
        `the rate, ${digits(s.rate)}, is a usual one`,
        s.loss.fallsStill > 0.03 &&
          `the loss still fell by ${percent(s.loss.fallsStill)} in the last quarter`,
        moved < MOVED && `weights changed by ${percent(moved)} of their norm`,
      ],
    };
  },
};
