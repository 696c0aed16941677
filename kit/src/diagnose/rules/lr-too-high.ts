import type { LayerStatistics } from '../../train/run';
import type { Rule } from '../finding';
import { isOwnLoss } from '../loss-names';
import { digits, percent } from '../words';

/** The loss had been below half of what it was before training, and ends above one and a half times that. */
const UNDONE = { below: 0.5, above: 1.5 };

/**
 * Symptom: the loss jumps or breaks, or the network falls into a constant answer after the first updates.
 * Statistics: change of the weights in the first epoch relative to their norm; loss after an epoch next to that
 * before it, and at the end next to its least; units that died; the rate.
 * Threshold: healthy runs of the bench change by less than 1 in an epoch; rates above 0.04 (adaptive) or 0.5 are
 * unusual: they need one sign, others two, of which a loss of tfjs' that breaks on finite rows is both. Own calibration.
 */
export const lrTooHigh: Rule = {
  fault: 'lr-too-high',
  fix: 'Lower the learning rate: try a tenth, or run learningRateRangeTest.',
  lesson: '07-learning-rate-plateaus',
  experiment: {
    try: 'the same training with a tenth of the rate',
    expect: 'the loss falls smoothly',
    change: { kind: 'rate', times: 0.1 },
  },
  look(s) {
    const isHigh = s.rate > s.usualRate;
    const before = s.run.initialLoss ?? s.constantLoss;
    const undone =
      before !== undefined && s.loss.least < UNDONE.below * before && s.loss.last > UNDONE.above * before;
    const poor = !(s.trainSkill > 0.6) || s.loss.breaks || undone;
    if (!poor) return undefined;
    const first = Math.max(0, ...(s.run.layers[0] ?? []).map(changeOf).filter(Number.isFinite));
    const worst = Math.max(...s.loss.values.filter(Number.isFinite), 0);
    const died = s.hidden.find(
      ({ first: a, final: b }) => (b?.deadUnits ?? 0) > 0.8 && (a?.deadUnits ?? 0) < 0.5,
    );
    const filled = s.hidden.find(
      ({ first: a, final: b }) => (b?.saturated ?? 0) > 0.8 && (a?.saturated ?? 1) < 0.5,
    );
    const stays =
      before !== undefined &&
      s.constantLoss !== undefined &&
      before < 2 * s.constantLoss &&
      s.loss.last > 3 * s.constantLoss;
    // What a loss of one's own breaks by need not be the steps; one of tfjs' is finite where outputs are.
    const thrown = s.breaks && !isOwnLoss(s.run.model.loss);
    const harsh = [
      stays,
      s.loss.breaks,
      thrown,
      first > 1.2,
      undone,
      before !== undefined && worst > 1.5 * before,
      died,
      filled,
    ].filter(Boolean).length;
    if (harsh === 0 || (!isHigh && harsh < 2)) return undefined;
    return {
      signs: [
        `the rate is ${digits(s.rate)}`,
        isHigh && `usual are up to ${s.usualRate} with ${s.run.model.optimizer}`,
        first > 1.2 && `in the first epoch a layer's weights changed by ${digits(first)} times their norm`,
        before !== undefined &&
          worst > 1.5 * before &&
          `the loss rose from ${digits(before)} to ${digits(worst)}`,
        undone && `although it had been down to ${digits(s.loss.least)}, and ends at ${digits(s.loss.last)}`,
        stays && `and ends at ${digits(s.loss.last)}, where a constant answer has ${digits(s.constantLoss!)}`,
        s.loss.breaks &&
          `the loss is no longer a finite number${thrown ? ', while all inputs and targets are' : ''}`,
        died && `${percent(died.final!.deadUnits!)} of the units of ${died.name} died during training`,
        filled && `${percent(filled.final!.saturated!)} of the outputs of ${filled.name} became saturated`,
      ],
    };
  },
};

function changeOf({ weightChange = 0, weightNorm = 1 }: LayerStatistics): number {
  const before = weightNorm - weightChange > 0 ? weightNorm - weightChange : weightNorm;
  return weightChange / Math.max(1e-9, before);
}
