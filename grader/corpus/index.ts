import type { Case } from '@unstuck/grader/corpus';
import { cases as broken } from './broken';
import { cases as dies } from './dies';
import { cases as forges } from './forges';
import { cases as gamesTheLearning } from './games-the-learning';
import { cases as neverEnds } from './never-ends';
import { cases as reachesOut } from './reaches-out';
import { cases as rightButUnusual } from './right-but-unusual';
import { cases as takes } from './takes';

/** The corpus, by class. */
export const corpus: Record<string, Case[]> = {
  broken,
  'never-ends': neverEnds,
  dies,
  takes,
  'reaches-out': reachesOut,
  forges,
  'games-the-learning': gamesTheLearning,
  'right-but-unusual': rightButUnusual,
};
