// Two loops and one test for each border.
function shiftImage(image: number[][], down: number, right: number): number[][] {
  const height = image.length;
  const width = image[0]!.length;
  const result: number[][] = [];
  for (let i = 0; i < height; i++) {
    result.push([]);
    for (let j = 0; j < width; j++) {
      let [row, column] = [i - down, j - right];
      if (row < 0) row = 0;
      if (row >= height) row = height - 1;
      if (column < 0) column = 0;
      if (column >= width) column = width - 1;
      result[i]!.push(image[row]![column]!);
    }
  }
  return result;
}
