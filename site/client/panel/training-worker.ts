/** Trains one network of a panel with the course's own kit. Ending the Worker gives all of its memory back. */
import { seed as setSeed, type tf, train } from 'unstuck';
import { startEngine } from '../engine/start';
import type { Training } from './experiment';
import { loadExperiment } from './experiments';
import { Gate } from './gate';
import { lookInside } from './look-inside';
import type { Report, Request } from './protocol';
import { samplesOf } from './samples';

const gate = new Gate();
const tell = (report: Report) => self.postMessage(report);

self.onmessage = ({ data }: MessageEvent<Request>) => {
  if (data.type === 'gate') gate.set(data.open, data.epochs);
  else answer(data).catch((error: Error) => tell({ type: 'failed', message: error.message }));
};

async function answer(request: Exclude<Request, { type: 'gate' }>): Promise<void> {
  const experiment = await loadExperiment(request.lesson);
  if (request.type === 'describe') {
    const { says, names, controls, expected } = experiment;
    tell({ type: 'described', says, names, controls, expected });
    return;
  }
  const { side, chosen } = request;
  const { settings, seed } = chosen;
  const engine = await startEngine();
  setSeed(seed);
  const training = experiment.prepare(side, settings, seed);
  tell({ type: 'started', engine, epochs: training.epochs, samples: samplesOf(training) });
  await follow(training, seed);
  tell({ type: 'done' });
}

async function follow(training: Training, seed: number): Promise<void> {
  const { images, labels, say, model, callbacks = [], ...options } = training;
  await gate.pass();
  await train(model, {
    ...options,
    seed,
    statistics: false,
    callbacks: [
      ...callbacks,
      {
        onEpochEnd: async (epoch: number, logs?: tf.Logs) => {
          const rate = (model.optimizer as unknown as { learningRate: number }).learningRate;
          tell({
            type: 'epoch',
            epoch: { epoch: epoch + 1, logs: { ...logs }, rate, ...lookInside(training) },
          });
          if (epoch + 1 < options.epochs) await gate.pass();
        },
      },
    ],
  });
}
