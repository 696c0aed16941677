// Zeros where the old picture does not reach.
function shiftImage(image: number[][], down: number, right: number): number[][] {
  return image.map((row, i) => row.map((_, j) => image[i - down]?.[j - right] ?? 0));
}
