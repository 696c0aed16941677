// Up and to the left.
function shiftImage(image: number[][], down: number, right: number): number[][] {
  const nearest = (at: number, size: number) => Math.min(Math.max(at, 0), size - 1);
  return image.map((row, i) =>
    row.map((_, j) => image[nearest(i + down, image.length)]![nearest(j + right, row.length)]!),
  );
}
