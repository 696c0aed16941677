import type { Experiment } from '../experiment';

type Loader = () => Promise<{ experiment: Experiment }>;

/** Every lesson that can be trained in the page. */
const loaders: Record<string, Loader> = {
  '01-unnormalized-input': () => import('./01-unnormalized-input'),
  '04-overfitting': () => import('./04-overfitting'),
  '07-learning-rate-plateaus': () => import('./07-learning-rate-plateaus'),
};

/** The lessons that have a panel. */
export const lessons = Object.keys(loaders);

/** Loads a lesson's experiment. */
export async function loadExperiment(slug: string): Promise<Experiment> {
  const load = loaders[slug];
  if (!load) throw new Error(`${slug} has no network to train here`);
  return (await load()).experiment;
}
