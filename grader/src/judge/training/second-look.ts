import type { TrainedAnswer } from '../../sandbox';
import type { Answer } from '../answer';
import { failed, type Judgement } from '../matchers/judgement';
import { assess, requestOf } from './assess';
import { lopsided, remembersFirstRows } from './first-rows';
import { leakage, leakageProbes } from './leakage';
import { controlTells, relabelled } from './relabel';
import type { RunData, TrainingTask } from './task';

/** How an answer is trained: in a sandbox, or in this process where its author is trusted. */
export type Train = (...given: Parameters<Answer['train']>) => Promise<TrainedAnswer>;

/** A run that passed: weights found elsewhere that pass it pass it under other labels as well. */
export interface PassedRun {
  seed: number;
  data: RunData;
  trained: TrainedAnswer;
}

/**
 * Looks once more at an answer that passed, at the price of one training: on relabelled training rows it must not
 * reach what is asked for, and its predictions must not move with the rows they come with, or come after.
 *
 * @returns why it does not pass after all; undefined where it does.
 */
export async function secondLook(
  task: TrainingTask,
  train: Train,
  { seed, data, trained }: PassedRun,
): Promise<Judgement | undefined> {
  const probes = leakageProbes(data.heldOut.x);
  const first = { first: lopsided(data.heldOut.x), train: data.train.x };
  const toPredict = [first.first, first.train, ...probes.map(({ x }) => x)];
  const trainOn = (rows: RunData['train'], sets = toPredict) =>
    train(task.hooks, requestOf(task, seed, { ...data, train: rows }), sets);
  const control = controlTells(task, data, trained) ? relabelled(data.train, task.outputs) : undefined;
  const looked = control && (await orNothing(trainOn(control)));
  if (looked && assess(task, data, withoutFirst(looked)).judgement.pass)
    return failed(
      'not-learned',
      'The numbers of the classes were exchanged in the training rows, and the network still named the classes as ' +
        'before: what it knows of them does not come from the training rows.',
    );
  const rows = looked ? control! : data.train;
  const asked = looked ?? (await trainOn(rows));
  const { predictions } = withoutFirst(asked);
  return (
    leakage(probes, predictions, asked.outputs) ??
    remembersFirstRows(
      { ...first, heldOut: data.heldOut.x },
      asked.predictions,
      asked.trainPredictions,
      (sets) => trainOn(rows, sets),
    )
  );
}

/** The same with the predictions for the held-out rows as the first. */
function withoutFirst(trained: TrainedAnswer): TrainedAnswer {
  return { ...trained, predictions: trained.predictions.slice(2) };
}

/**
 * An answer may rely on what its labels mean, such as which class is rare, and fail where they mean something else, or
 * diverge.
 */
async function orNothing(training: Promise<TrainedAnswer>): Promise<TrainedAnswer | undefined> {
  try {
    const trained = await training;
    return trained.trainPredictions.every(Number.isFinite) ? trained : undefined;
  } catch {
    return undefined;
  }
}
