export { type SimilarWork, similarInClass } from './class';
export type { Range, SimilarAnswer, SimilarityOptions, SimilarPair } from './pairs';
