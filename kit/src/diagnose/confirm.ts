import * as tf from '@tensorflow/tfjs';
import { classWeight } from '../data/class-weight';
import { seed as setSeed } from '../random';
import { type TrainingRun, type TrainOptions, train } from '../train';
import { changedCopy } from './experiment/model';
import { changedRows } from './experiment/rows';
import { changeOf, type ExperimentChange, type Finding } from './finding';
import { readSymptoms } from './symptoms';

/** What an experiment showed. */
export interface Confirmation {
  /** Whether the one change helped; undefined where `confirm` cannot make it by itself. */
  helped: boolean | undefined;
  /** In words, with numbers. */
  said: string;
}

const BRIEF = 8;
const SEED = 1;

/**
 * Tries a finding: trains a fresh copy of the model briefly as it was, and one with the one change, from the same
 * seed, and says whether that helped. The model given is left as it is.
 *
 * @param finding one that `diagnose` returned; or several, whose changes are then made at once: where two things are
 *   wrong, mending one of them often shows nothing.
 * @param model the model that was trained; its form, loss and optimizer are taken, not its weights.
 * @param options what `train` was given; callbacks are left out. Trains for `epochs`, at most 8.
 * @throws Error when the options do not fit the model.
 * @example
 * const run = await train(model, { x, y, epochs: 5, seed: 1 });
 * for (const finding of diagnose(run)) console.log((await confirm(finding, { model, options: { x, y, epochs: 5 } })).said);
 */
export async function confirm(
  finding: Finding | readonly Finding[],
  { model, options }: { model: tf.LayersModel; options: TrainOptions },
): Promise<Confirmation> {
  const experiments = [finding].flat().map(({ experiment }) => experiment);
  const tried = experiments.filter(({ change }) => change);
  const what = (tried.length > 0 ? tried : experiments).map((experiment) => experiment.try).join('; and ');
  const expect = experiments.map((experiment) => experiment.expect).join('; and ');
  if (tried.length === 0)
    return { helped: undefined, said: `To be tried by hand: ${what}. If this is it, ${expect}.` };
  const changes = tried.map(({ change }) => change!);
  const before = await trainCopy(model, options, []);
  const after = await trainCopy(model, options, changes);
  const { helped, said } = compare(before, after, changes);
  return { helped, said: `${helped ? 'Helps' : 'Does not help'}: ${what}. ${said}` };
}

function compare(
  before: TrainingRun,
  after: TrainingRun,
  changes: ExperimentChange[],
): { helped: boolean; said: string } {
  const [skill, changed] = [before, after].map((run) => readSymptoms(run).trainSkill);
  const [loss, lower] = [before, after].map((run) => run.probes!.at(-1)!.train.loss);
  // Another loss, or other targets, cannot be compared by the loss.
  const isSameLoss = !changeOf(changes, 'output') && !changeOf(changes, 'standardize-targets');
  const falls = isSameLoss && changed! >= skill! && !(lower! > 0.8 * loss!);
  const losses = `Loss ${words(loss!, 'not finite')} became ${words(lower!, 'not finite')}, skill`;
  const skills = `${words(skill!, 'unknown')} became ${words(changed!, 'unknown')}`;
  return {
    helped: changed! > (skill || 0) + 0.1 || falls,
    said: `${isSameLoss ? losses : 'Skill'} on training rows ${skills} (0 is a constant answer, 1 is perfect).`,
  };
}

const words = (value: number, otherwise: string) => (Number.isFinite(value) ? value.toFixed(3) : otherwise);

async function trainCopy(
  model: tf.LayersModel,
  options: TrainOptions,
  changes: readonly ExperimentChange[],
): Promise<TrainingRun> {
  const batch = changeOf(changes, 'batch');
  setSeed(SEED);
  const rows = changedRows(options, changes);
  const copy = await changedCopy(model, changes, rows);
  try {
    return await train(copy, {
      ...options,
      ...rows,
      callbacks: [],
      doctor: false,
      statistics: true,
      seed: SEED,
      epochs: Math.min(BRIEF, options.epochs),
      ...(batch ? { batchSize: batch.size } : {}),
      ...(changeOf(changes, 'class-weight') ? { classWeight: weightsFor(options.y) } : {}),
    });
  } finally {
    tf.dispose([rows.x, rows.y, ...(rows.validation ? [rows.validation.x, rows.validation.y] : [])]);
    // A model disposes of its optimizer only where it made that itself.
    copy.optimizer.dispose();
    copy.dispose();
  }
}

function weightsFor(y: tf.Tensor): Record<number, number> {
  const labels = tf.tidy(() => (y.rank === 2 && y.shape[1]! > 1 ? y.argMax(1) : y.flatten()));
  const weights = classWeight([...labels.dataSync()]);
  labels.dispose();
  return weights;
}
