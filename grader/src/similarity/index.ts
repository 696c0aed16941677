export type { Range, SimilarAnswer } from './agreement';
export { type SimilarWork, similarInClass } from './class';
export type { SimilarPair } from './pairs';
