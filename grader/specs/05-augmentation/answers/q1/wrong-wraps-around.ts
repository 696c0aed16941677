// What leaves on one side comes back on the other.
function shiftImage(image: number[][], down: number, right: number): number[][] {
  const around = (at: number, size: number) => ((at % size) + size) % size;
  return image.map((row, i) =>
    row.map((_, j) => image[around(i - down, image.length)]![around(j - right, row.length)]!),
  );
}
