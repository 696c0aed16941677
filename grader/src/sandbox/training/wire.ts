import type { NdArray } from 'unstuck/data';
import { arrayFromWire, arrayToWire, fromWire, toWire } from '../numbers';
import type { Probe, Trained } from '../protocol';
import type { TrainedAnswer, TrainingRequest } from './train';

type TrainProbe = Extract<Probe, { kind: 'train' }>;

/** A training as it crosses the border to the child, and back. */
export function requestToWire(
  request: TrainingRequest,
  toPredict: NdArray[],
): Omit<TrainProbe, 'kind' | 'hooks'> {
  const { x, y, ...rest } = request;
  return { ...rest, x: arrayToWire(x), y: arrayToWire(y), toPredict: toPredict.map(arrayToWire) };
}

/** Without the rows to predict, which come later. */
export function requestFromWire({ seed, epochs, batchSize, x, y }: TrainProbe): TrainingRequest {
  return { seed, epochs, batchSize, x: arrayFromWire(x), y: arrayFromWire(y) };
}

/** What a training gave, as it crosses the border to the grader, and back. */
export function trainedToWire(trained: TrainedAnswer): Trained {
  const { history, input, predictions, trainPredictions, ...rest } = trained;
  return {
    kind: 'train',
    ...rest,
    history: mapValues(history, (values) => values.map(toWire)),
    input: mapValues({ ...input }, toWire) as Trained['input'],
    predictions: predictions.map((set) => set.map(toWire)),
    trainPredictions: trainPredictions.map(toWire),
  };
}

export function trainedFromWire(wire: Trained): TrainedAnswer {
  const { kind, history, input, predictions, trainPredictions, ...rest } = wire;
  return {
    ...rest,
    history: mapValues(history, (values) => values.map(fromWire)),
    input: mapValues(input, fromWire) as unknown as TrainedAnswer['input'],
    predictions: predictions.map((set) => set.map(fromWire)),
    trainPredictions: trainPredictions.map(fromWire),
  };
}

function mapValues<From, To>(values: Record<string, From>, map: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value)]));
}
