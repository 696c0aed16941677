import { images } from './images';

const black = [0, 0, 0, 0];
const white = [9, 9, 9, 9];
/** Two images of 2x2: a black one, and one with a white upper row. */
const array = { values: Float32Array.from([...black, 9, 9, 0, 0]), shape: [2, 2, 2, 1] };

/** The pixels of the n-th image in a grid, as rows of [red, green, blue]. */
function pixels(svg: string, n: number): number[][][] {
  const uri = [...svg.matchAll(/data:image\/bmp;base64,([^"]+)/g)][n]![1]!;
  const bytes = Buffer.from(uri, 'base64');
  const [start, width, height] = [10, 18, 22].map((at) => bytes.readInt32LE(at)) as [number, number, number];
  const stride = Math.ceil((3 * width) / 4) * 4;
  expect(bytes.toString('latin1', 0, 2)).toBe('BM');
  expect(bytes.readUInt32LE(2)).toBe(bytes.length);
  return Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (_, column) => {
      const at = start + stride * (height - 1 - row) + 3 * column;
      return [bytes[at + 2]!, bytes[at + 1]!, bytes[at]!];
    }),
  );
}

test('the least value is black, the greatest white, whatever the scale', () => {
  const svg = images(array).toSvg();
  const [dark, light] = [
    [0, 0, 0],
    [255, 255, 255],
  ];
  expect(pixels(svg, 0)).toEqual([
    [dark, dark],
    [dark, dark],
  ]);
  expect(pixels(svg, 1)).toEqual([
    [light, light],
    [dark, dark],
  ]);
});

test('colours keep their order and rows their padding', () => {
  const red = { values: Float32Array.from([255, 0, 0, 0, 255, 0, 0, 0, 255]), shape: [1, 1, 3, 3] };
  expect(pixels(images(red).toSvg(), 0)).toEqual([
    [
      [255, 0, 0],
      [0, 255, 0],
      [0, 0, 255],
    ],
  ]);
});

test('labels stand below their images, in the picture and in the terminal', () => {
  const chart = images(array, { labels: ['a', '<b>'], title: 'Two & two' });
  expect(chart.toSvg()).toContain('>a<');
  expect(chart.toSvg()).toContain('>&#60;b&#62;<');
  expect(chart.toSvg()).toContain('Two &#38; two');
  expect(chart.text).toBe('Two & two\n    ==\na   <b');
});

test('a range fixes black and white across pictures; what lies outside is cut off', () => {
  const nines = { values: Float32Array.from(white), shape: [1, 2, 2, 1] };
  expect(pixels(images(nines, { range: [0, 18] }).toSvg(), 0)[0]![0]).toEqual([128, 128, 128]);
  expect(pixels(images(nines, { range: [0, 4] }).toSvg(), 0)[0]![0]).toEqual([255, 255, 255]);
});

test('an image of one single value is drawn', () => {
  expect(images({ values: Float32Array.from(white), shape: [1, 2, 2, 1] }).toSvg()).not.toContain('NaN');
});

test('errors say what came and what to do', () => {
  const shaped = (shape: number[]) => () => images({ values: new Float32Array(12), shape });
  expect(shaped([3, 4])).toThrow(
    'array: expected shape [images, height, width, 1 or 3] with 1 to 256 images, got [3, 4]',
  );
  expect(shaped([3, 2, 1, 2])).toThrow('got [3, 2, 1, 2]; takeRows(array, [0, 1, …]) picks some');
  expect(shaped([0, 2, 2, 1])).toThrow('got [0, 2, 2, 1]');
  expect(() => images(array, { labels: ['one'] })).toThrow(
    'labels: expected one for each of the 2 images, got 1',
  );
  expect(() => images(array, { columns: 0 })).toThrow('columns: expected a whole number >= 1, got 0');
});
