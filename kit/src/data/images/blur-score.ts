import { toGray, toPicture } from './gray';
import type { ImageLike } from './image';

/**
 * How sharp an image is: the variance of its Laplacian, as `cv2.Laplacian(grey, cv2.CV_64F).var()` in OpenCV 4.
 * Low is blurred. Where the border lies depends on the images: sort them by it and look; compare only images of
 * one size and range of values. Noise is sharp, too.
 *
 * @param image [height, width, channels] of 1, 3 or 4 channels.
 * @returns 0 for a uniform image; for values from 0 to 255 sharp photographs have hundreds.
 * @example
 * blurScore([[[0], [0], [0]], [[0], [255], [0]], [[0], [0], [0]]]); // 218355.5…
 */
export function blurScore(image: ImageLike): number {
  const { values, height, width } = toGray(toPicture('blurScore: image', image));
  let [sum, squares] = [0, 0];
  for (let i = 0; i < height; i++) {
    const [above, below] = [mirror(i - 1, height) * width, mirror(i + 1, height) * width];
    for (let j = 0; j < width; j++) {
      const [left, right] = [mirror(j - 1, width), mirror(j + 1, width)];
      const across = values[i * width + left]! + values[i * width + right]!;
      const second = values[above + j]! + values[below + j]! + across - 4 * values[i * width + j]!;
      sum += second;
      squares += second * second;
    }
  }
  const mean = sum / values.length;
  return Math.max(0, squares / values.length - mean * mean);
}

/** OpenCV's border: abcd continues as cb|abcd|cb. */
function mirror(at: number, length: number): number {
  if (length === 1) return 0;
  return at < 0 ? 1 : at === length ? length - 2 : at;
}
