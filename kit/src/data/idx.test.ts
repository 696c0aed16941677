import { parseIdx } from './idx';

/** Two images of 2x3, as the MNIST page describes the format. */
const whole = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 255];
const parse = (bytes: number[]) => parseIdx(Uint8Array.from(bytes), 'some.idx');

test('sides and values are read', () => {
  const { shape, values } = parse(whole);
  expect(shape).toEqual([2, 2, 3]);
  expect([...values]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 255]);
});

test('a part of a larger buffer is read from its own first byte', () => {
  const buffer = Uint8Array.from([9, 9, 9, ...whole]);
  expect(parseIdx(buffer.subarray(3), 'some.idx').shape).toEqual([2, 2, 3]);
});

test.each([
  ['is empty', [], 'some.idx, byte 0: the file ends here, expected 4 bytes of magic number'],
  [
    'ends in its header',
    whole.slice(0, 10),
    'some.idx, byte 10: the file ends here, expected 16 bytes of header',
  ],
  [
    'ends in its values',
    whole.slice(0, -1),
    'some.idx, byte 27: the file ends here, expected 28 bytes for shape [2, 2, 3]',
  ],
  ['goes on after its values', [...whole, 0], 'some.idx, byte 28: expected the end of the file'],
  [
    'is a PNG',
    [0x89, 0x50, 0x4e, 0x47, ...whole],
    'some.idx, byte 0: expected 0, as an IDX file begins, got 137',
  ],
  [
    'is still compressed',
    [0x1f, 0x8b, 8, 0],
    'some.idx, byte 0: expected 0, as an IDX file begins, got 31; is it another format, or still compressed?',
  ],
  ['begins with half a magic number', [0, 1, 8, 3], 'some.idx, byte 1: expected 0'],
  ['holds floats', [0, 0, 0x0d, 1, 0, 0, 0, 0], 'some.idx, byte 2: expected type 8 (unsigned bytes), got 13'],
])('a file that %s is refused with its name and the byte', (_what, bytes, message) => {
  expect(() => parse(bytes)).toThrow(message);
});
