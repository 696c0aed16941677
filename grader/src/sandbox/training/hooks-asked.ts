/** What a cell may define for a training question. */
export type HookName =
  | 'preprocess'
  | 'fitPreprocess'
  | 'resample'
  | 'augment'
  | 'buildModel'
  | 'fitOptions'
  | 'threshold';

/** The hooks of one question. What else a cell defines is its own business. */
export interface HooksAsked {
  required: HookName[];
  /** Applied where the cell defines them. */
  optional?: HookName[];
}
