export type { Range, SimilarAnswer, SimilarityOptions, SimilarPair, Work } from './pairs';
export { similarPairs } from './pairs';
