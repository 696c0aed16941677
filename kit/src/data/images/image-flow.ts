import * as tf from '@tensorflow/tfjs';
import type { Image, ImageShape } from './image';
import type { ImageDraws } from './image-draws';
import type { TransformParameters } from './transform-parameters';

/** What a flow gives at each step. Whoever iterates disposes the tensors; `model.fitDataset` does. */
export interface ImageBatch {
  /** [images, height, width, channels], float32. */
  xs: tf.Tensor4D;
  /** Targets, one row an image; absent where there are none. */
  ys?: tf.Tensor;
  /** [images]; absent where none were given. */
  sampleWeight?: tf.Tensor1D;
}

/** How a flow goes over its images. */
export interface FlowOptions {
  /** Images a batch; the last one of an epoch may be smaller. Default 32. */
  batchSize?: number;
  /** Draw a new order for each epoch. Default true. */
  shuffle?: boolean;
  /** A seed for order and transforms of this flow alone; by default they draw from the stream that `seed` sets. */
  seed?: number;
}

/** Where the images and targets of a flow come from. */
export interface FlowSource {
  count: number;
  shape: ImageShape;
  load(index: number): Image | Promise<Image>;
  /** Targets of these samples; `xs` are their images as they leave. */
  targets(rows: number[], xs: tf.Tensor4D): tf.Tensor | undefined;
  weights?: Float64Array | undefined;
}

/** What a generator does with each image. */
export interface Preparation {
  draw(shape: ImageShape, draws: ImageDraws): TransformParameters;
  /** Transforms and standardizes; the image itself is not changed. */
  apply(image: Image, parameters: TransformParameters, into: Float32Array): void;
}

/** Images read at once: as many as Node has threads for it. More would only take more memory. */
const AT_ONCE = 4;

/**
 * Batches of prepared images, an epoch at a time, for `model.fitDataset` (as data or as validation data),
 * `model.evaluateDataset`, or `for await`. No more than one batch is held at a time.
 *
 * Each epoch draws a new order and new transforms.
 *
 * @example
 * for await (const { xs, ys } of flow) {
 *   console.log(xs.shape, ys?.shape);
 *   tf.dispose([xs, ys ?? []]);
 * }
 */
export class ImageFlow implements AsyncIterable<ImageBatch> {
  /** Images of an epoch. */
  readonly samples: number;
  readonly batchSize: number;
  /** Batches of an epoch (Keras' `len`). */
  readonly size: number;
  /** [height, width, channels]. */
  readonly imageShape: number[];
  private readonly shuffle: boolean;

  /** @internal Made by `ImageDataGenerator.flow` and `flowFromDirectory`. */
  constructor(
    private readonly source: FlowSource,
    private readonly preparation: Preparation,
    { batchSize = 32, shuffle = true }: FlowOptions,
    private readonly draws: ImageDraws,
  ) {
    if (!Number.isInteger(batchSize) || batchSize < 1)
      throw new RangeError(
        `ImageDataGenerator: batchSize: expected a whole number from 1 on, got ${String(batchSize)}`,
      );
    this.samples = source.count;
    this.batchSize = batchSize;
    this.size = Math.ceil(source.count / batchSize);
    this.imageShape = [...source.shape];
    this.shuffle = shuffle;
  }

  /** One epoch. */
  async *[Symbol.asyncIterator](): AsyncGenerator<ImageBatch, void, undefined> {
    const rows = Array.from({ length: this.samples }, (_, i) => i);
    const order = this.shuffle ? this.draws.permutation(this.samples) : rows;
    for (let start = 0; start < order.length; start += this.batchSize)
      yield await this.batch(order.slice(start, start + this.batchSize));
  }

  /**
   * One epoch, for tfjs.
   *
   * @throws Error when there are sample weights: `fitDataset` would leave them out in silence.
   */
  async iterator(): Promise<AsyncGenerator<ImageBatch, void, undefined>> {
    this.refuseWeights();
    return this[Symbol.asyncIterator]();
  }

  /** Epoch after epoch without end, for `fitDataset` with `batchesPerEpoch` (Keras' `steps_per_epoch`). */
  repeat(): { size: number; iterator(): Promise<AsyncGenerator<ImageBatch, void, undefined>> } {
    const epochs = async function* (flow: ImageFlow): AsyncGenerator<ImageBatch, void, undefined> {
      for (;;) yield* flow;
    };
    return {
      size: Infinity,
      iterator: async () => {
        this.refuseWeights();
        return epochs(this);
      },
    };
  }

  private refuseWeights(): void {
    if (this.source.weights)
      throw new Error(
        'ImageDataGenerator.flow: sampleWeight: tfjs takes no sample weights in fitDataset; use its classWeight, or a training loop of your own with `for await`',
      );
  }

  private async batch(rows: number[]): Promise<ImageBatch> {
    const { source, preparation } = this;
    const size = source.shape.reduce((product, side) => product * side, 1);
    const values = new Float32Array(rows.length * size);
    // Drawn before anything is read, so that the order in which files arrive changes nothing.
    const parameters = rows.map(() => preparation.draw(source.shape, this.draws));
    await eachAtOnce(rows, async (row, i) => {
      const image = await source.load(row);
      preparation.apply(image, parameters[i]!, values.subarray(i * size, (i + 1) * size));
    });
    return this.toBatch(rows, values);
  }

  private toBatch(rows: number[], values: Float32Array): ImageBatch {
    const { source } = this;
    const xs = tf.tensor4d(values, [rows.length, ...source.shape], 'float32');
    const ys = source.targets(rows, xs);
    const weights = source.weights && tf.tensor1d(rows.map((row) => source.weights![row]!));
    return { xs, ...(ys && { ys }), ...(weights && { sampleWeight: weights }) };
  }
}

async function eachAtOnce<T>(items: T[], work: (item: T, index: number) => Promise<void>): Promise<void> {
  const queue = items.entries();
  const worker = async () => {
    for (const [i, item] of queue) await work(item, i);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
