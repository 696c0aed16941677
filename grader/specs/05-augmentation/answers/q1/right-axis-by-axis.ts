// Rows first, then the values in each row.
const shiftImage = (image: number[][], down: number, right: number): number[][] => {
  const shift = <T>(list: T[], by: number): T[] =>
    list.map((_, at) => (at - by < 0 ? list[0]! : at - by < list.length ? list[at - by]! : list.at(-1)!));
  return shift(image, down).map((row) => shift(row, right));
};
