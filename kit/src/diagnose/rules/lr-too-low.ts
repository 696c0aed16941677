import type { Look, Rule } from '../finding';
import { median } from '../median';
import type { Symptoms } from '../symptoms';
import { digits, percent } from '../words';
import { LARGE as RAW } from './unnormalized-input';

const LOW = { adaptive: 2e-4, plain: 2e-3 };
/**
 * Their own denominators make steps smaller: Zeiler (2012) leaves Adadelta's at 1, Adagrad's falls with every update.
 */
const LOW_OF: Record<string, number> = { Adadelta: 0.1, Adagrad: 5e-3 };
/** Weights that changed by less than this share of their norm have stood still. */
const STILL = 0.1;
/**
 * Of plain gradient descent a usual number is no usual step where gradients are small: weights, and the loss, then
 * hardly move.
 */
const CREEPS = { rate: 0.05, moved: 0.05, loss: 0.1, updates: 100, skill: 0.25 };
/** Answers whose mean is further from that of the targets, in deviations of these, are not there yet. */
const AWAY = 1.5;

/**
 * Of a loss whose least is unknown, no skill is known either: that it falls and falls, and has hardly fallen, tells.
 */
function hardlyFell({ trainSkill, loss }: Symptoms): boolean {
  const fell = 1 - loss.last / loss.first;
  return Number.isNaN(trainSkill) && fell > 1e-4 && fell < CREEPS.loss && loss.lateRises === 0;
}

/**
 * A rate that would be usual, but the loss falls and falls, and has hardly fallen: the mean squared error of small
 * outputs, or embeddings, of which each row moves a few.
 */
function creeps(s: Symptoms, rate: number, moved: number): Look | undefined {
  const fell = 1 - s.loss.last / s.loss.first;
  const isSmall = moved < CREEPS.moved && fell > 1e-4 && fell < CREEPS.loss && s.trainSkill < CREEPS.skill;
  if (s.adaptive || rate > CREEPS.rate || s.updates < CREEPS.updates || !isSmall || s.loss.lateRises > 0)
    return undefined;
  return {
    signs: [
      `the rate is ${digits(rate)}`,
      `over ${s.updates} updates the weights changed by ${percent(moved)} of their norm`,
      `the loss fell from ${digits(s.loss.first)} to ${digits(s.loss.last)}, and hardly ever rose`,
      `skill on training rows ${digits(s.trainSkill)}`,
    ],
  };
}

/**
 * Targets far from where answers start, which come nearer step by step: prices in their own unit. Where inputs are
 * raw, that comes first.
 */
function onTheWay(s: Symptoms, rate: number): Look | undefined {
  const { targets, input } = s.run.data;
  const [start, end] = [s.start?.train.outputs, s.train?.outputs];
  if (!s.isMeanError || s.classes > 0 || !targets || !start || !end || !(s.trainSkill < 0.05))
    return undefined;
  if (Math.max(Math.abs(input.min), Math.abs(input.max)) > RAW) return undefined;
  const [before, left] = [Math.abs(targets.mean - start.mean), Math.abs(targets.mean - end.mean)];
  if (!(left > AWAY * targets.sd && left < before && left > before / 2) || s.loss.lateRises > 0)
    return undefined;
  return {
    signs: [
      `targets are ${digits(targets.mean)} ± ${digits(targets.sd)}, answers have come from ${digits(start.mean)} to ${digits(end.mean)} in ${s.updates} updates`,
      `the rate, ${digits(rate)}, would be right for targets of deviation 1`,
      `the loss fell from ${digits(s.loss.first)} to ${digits(s.loss.last)}, and hardly ever rose`,
    ],
  };
}

/**
 * Symptom: the loss creeps.
 * Statistic: change of the weights over the whole training relative to their norm, summed over epochs; the rate that
 * was in force for half of the epochs: a schedule may have ended the training before it began.
 * Threshold 0.1, and a rate of at most 0.0002 (adaptive) or 0.002: own calibration; healthy runs of the bench
 * change by more than 0.2, those with rates of 1e-5 (Adam) by less than 0.02. Of Adadelta 0.1, of Adagrad 0.005: a
 * tenth, and a half, of what their papers take. At rates of up to 0.05 without adaption, a tenth of the highest usual
 * one, weights that changed by less than 0.05 in 100 updates or more, while the loss fell by less than a tenth, and
 * skill stayed below 0.25; and answers that have come less than half of the way to the targets' mean: own choice.
 */
export const lrTooLow: Rule = {
  fault: 'lr-too-low',
  fix: 'Raise the learning rate: try ten times as much, or run learningRateRangeTest. Scale targets that are large: fit on (y - mean) / deviation.',
  lesson: '07-learning-rate-plateaus',
  experiment: {
    try: 'the same training with a hundred times the rate',
    expect: 'the loss falls clearly in the first epochs',
    change: { kind: 'rate', times: 100 },
  },
  look(s) {
    if (!(s.trainSkill < 0.8 || hardlyFell(s)) || s.loss.breaks || s.run.layers.length < 1) return undefined;
    const rate = median(s.run.rates.filter(Number.isFinite));
    const low = LOW_OF[s.run.model.optimizer] ?? (s.adaptive ? LOW.adaptive : LOW.plain);
    const moved = s.changes.reduce((sum, change) => sum + (change || 0), 0);
    if (rate > low || moved > STILL) return onTheWay(s, rate) ?? creeps(s, rate, moved);
    return {
      // With a tenth of it weights stand still, whatever else keeps them from moving.
      isNoConsequence: rate <= low / 10,
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
