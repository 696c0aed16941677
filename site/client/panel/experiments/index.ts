import type { Experiment } from '../experiment';

type Loader = () => Promise<{ experiment: Experiment }>;

/** Every lesson that can be trained in the page. */
const loaders: Record<string, Loader> = {
  '01-unnormalized-input': () => import('./01-unnormalized-input'),
  '02-class-imbalance': () => import('./02-class-imbalance'),
  '03-resampling': () => import('./03-resampling'),
  '04-overfitting': () => import('./04-overfitting'),
  '05-augmentation': () => import('./05-augmentation'),
  '06-scaler-leakage': () => import('./06-scaler-leakage'),
  '07-learning-rate-plateaus': () => import('./07-learning-rate-plateaus'),
  '08-activation-and-loss': () => import('./08-activation-and-loss'),
  '09-saturation-and-initialization': () => import('./09-saturation-and-initialization'),
  '10-data-quality': () => import('./10-data-quality'),
  '11-capacity-and-batch-size': () => import('./11-capacity-and-batch-size'),
  '12-capstone': () => import('./12-capstone'),
};

/** Loads a lesson's experiment. */
export async function loadExperiment(slug: string): Promise<Experiment> {
  const load = loaders[slug];
  if (!load) throw new Error(`${slug} has no network to train here`);
  return (await load()).experiment;
}
