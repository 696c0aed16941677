// Writes into the image that it still reads.
function shiftImage(image: number[][], down: number, right: number): number[][] {
  const nearest = (at: number, size: number) => Math.min(Math.max(at, 0), size - 1);
  for (let i = 0; i < image.length; i++)
    for (let j = 0; j < image[i]!.length; j++)
      image[i]![j] = image[nearest(i - down, image.length)]![nearest(j - right, image[i]!.length)]!;
  return image;
}
