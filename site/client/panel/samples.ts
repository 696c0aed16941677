import type { Training } from './experiment';
import type { Sample } from './protocol';

/** The held-out images as pictures, from the darkest of all values to the brightest. */
export function samplesOf({ images, labels }: Training): Sample[] {
  const [count, height, width, channels] = images.shape as [number, number, number, number];
  const { values } = images;
  const least = values.reduce((a, b) => Math.min(a, b));
  const scale = 255 / (values.reduce((a, b) => Math.max(a, b)) - least || 1);
  return Array.from({ length: count }, (_, image) => {
    const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
    for (let pixel = 0; pixel < width * height; pixel++)
      for (let channel = 0; channel < 3; channel++) {
        const from = (image * width * height + pixel) * channels + Math.min(channel, channels - 1);
        rgba[pixel * 4 + channel] = (values[from]! - least) * scale;
      }
    return { width, height, rgba, label: labels[image]! };
  });
}
