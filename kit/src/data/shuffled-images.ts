import { type Generator, permutation } from '../random';
import { type Dataset, takeRows } from './ndarray';

/** Images of one size, one after the other, with their labels. */
interface LabelledImages {
  values: Float32Array;
  /** Height and width of each; three channels. */
  side: number;
  labels: Float32Array;
  classes: string[];
}

/** Makes a data set of images, with its rows in an order drawn from `draw`. */
export function shuffledImages({ values, side, labels, classes }: LabelledImages, draw: Generator): Dataset {
  const order = permutation(labels.length, draw);
  return {
    x: takeRows({ values, shape: [labels.length, side, side, 3] }, order),
    y: takeRows({ values: labels, shape: [labels.length, 1] }, order),
    classes,
  };
}
