import type { Rule } from '../finding';
import { median } from '../median';
import { digits, percent } from '../words';

const LOW = { adaptive: 2e-4, plain: 2e-3 };
/** Their own denominators make steps smaller: Zeiler (2012) leaves Adadelta's at 1, Adagrad's falls with every update. */
const LOW_OF: Record<string, number> = { Adadelta: 0.1, Adagrad: 5e-3 };
/** Weights that changed by less than this share of their norm have stood still. */
const STILL = 0.1;

/**
 * Symptom: the loss creeps.
 * Statistic: change of the weights over the whole training relative to their norm, summed over epochs; the rate that
 * was in force for half of the epochs: a schedule may have ended the training before it began.
 * Threshold 0.1, and a rate of at most 0.0002 (adaptive) or 0.002: own calibration; healthy runs of the bench
 * change by more than 0.2, those with rates of 1e-5 (Adam) by less than 0.02. Of Adadelta 0.1, of Adagrad 0.005: a
 * tenth, and a half, of what their papers take.
 */
export const lrTooLow: Rule = {
  fault: 'lr-too-low',
  fix: 'Raise the learning rate: try ten times as much, or run learningRateRangeTest.',
  lesson: '07-learning-rate-plateaus',
  experiment: {
    try: 'the same training with a hundred times the rate',
    expect: 'the loss falls clearly in the first epochs',
    change: { kind: 'rate', times: 100 },
  },
  look(s) {
    if (!(s.trainSkill < 0.8) || s.loss.breaks || s.run.layers.length < 1) return undefined;
    const rate = median(s.run.rates.filter(Number.isFinite));
    const isLow = rate <= (LOW_OF[s.run.model.optimizer] ?? (s.adaptive ? LOW.adaptive : LOW.plain));
    const moved = s.changes.reduce((sum, change) => sum + (change || 0), 0);
    if (!isLow || moved > STILL) return undefined;
    return {
      signs: [
        rate < s.rate / 10
          ? `the rate fell from ${digits(s.rate)} to ${digits(rate)} by the middle of the training`
          : `the rate is ${digits(s.rate)}`,
        `over ${s.run.epochs} epochs the weights changed by ${percent(moved)} of their norm`,
        s.loss.first - s.loss.last < 0.2 * s.loss.first &&
          `the loss went from ${digits(s.loss.first)} to ${digits(s.loss.last)}`,
        s.loss.lateRises < 0.2 && 'it hardly ever rose',
        s.updates > 60 && `in ${s.updates} updates`,
      ],
    };
  },
};
