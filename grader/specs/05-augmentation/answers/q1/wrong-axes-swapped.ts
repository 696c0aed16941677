// Takes down for right.
function shiftImage(image: number[][], down: number, right: number): number[][] {
  const nearest = (at: number, size: number) => Math.min(Math.max(at, 0), size - 1);
  return image.map((row, i) =>
    row.map((_, j) => image[nearest(i - right, image.length)]![nearest(j - down, row.length)]!),
  );
}
