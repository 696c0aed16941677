import type { MatrixLike } from '../matrix';
import type { VectorLike } from '../vector';
import { give, pick, type Resampled, readSample } from './sample';
import { Smote, smote } from './smote';
import type { OverSampling } from './strategy';
import { TomekLinks, withoutLinks } from './tomek-links';

export interface SmoteTomekOptions {
  /** Which classes grow, and how far. Default `'auto'`: all to the count of the largest. */
  samplingStrategy?: OverSampling;
  /** The first step. Default: `new Smote({ samplingStrategy })`. */
  smote?: Smote;
  /** The second step. Default: `new TomekLinks({ samplingStrategy: 'all' })`: both rows of a link go. */
  tomekLinks?: TomekLinks;
}

/**
 * SMOTE, then removal of Tomek links (Batista, Bazzan and Monard, 2003). As imbalanced-learn's `SMOTETomek`.
 *
 * The draws come from `random()`. See `Smote` and `TomekLinks`.
 *
 * @throws TypeError when both `smote` and `samplingStrategy` are given: the strategy is `smote`'s own.
 * @throws RangeError when a class that is to grow has not more than `kNeighbors` (5) rows.
 * @example
 * const sampler = new SmoteTomek({ smote: new Smote({ kNeighbors: 1 }) });
 * const { x, y } = sampler.fitResample([[0], [1], [2], [8], [9]], [0, 0, 0, 1, 1]);
 * // three rows of each class: these are too far apart for a link
 */
export class SmoteTomek {
  readonly options: { smote: Smote; tomekLinks: TomekLinks };

  constructor({ samplingStrategy, smote: first, tomekLinks }: SmoteTomekOptions = {}) {
    if (first && samplingStrategy !== undefined)
      throw new TypeError(
        'SmoteTomek: expected samplingStrategy or smote, got both; give the strategy to smote',
      );
    this.options = {
      smote: first ?? new Smote({ samplingStrategy: samplingStrategy ?? 'auto' }),
      tomekLinks: tomekLinks ?? new TomekLinks({ samplingStrategy: 'all' }),
    };
  }

  /**
   * @param x [rows, columns], finite numbers; neither kept nor changed.
   * @param y one whole-number label a row, or one-hot rows.
   * @returns of the rows that came and the new ones after them, those that are left, in the forms that came in.
   */
  fitResample<X extends MatrixLike, Y extends VectorLike>(x: X, y: Y): Resampled<X, Y> {
    return give<X, Y>(smoteTomek(readSample('SmoteTomek', x, y), this.options), y);
  }
}

/** SMOTE and Tomek links, with the draws of each class from outside. */
export function smoteTomek(
  sample: Parameters<typeof smote>[0],
  options: SmoteTomek['options'],
  draw?: Parameters<typeof smote>[2],
): ReturnType<typeof smote> {
  const grown = smote(sample, options.smote.options, draw);
  return pick(grown, withoutLinks(grown, options.tomekLinks.options));
}
