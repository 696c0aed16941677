/** Sizes of one convolution: x [B, H, W, C], filter [kh, kw, C, F]. */
export interface ConvCase {
  what: string;
  x: [number, number, number, number];
  filter: [number, number, number, number];
  strides: [number, number];
  pad: 'valid' | 'same';
}

export const convCases: ConvCase[] = [
  { what: "answer A's", x: [4, 32, 32, 3], filter: [3, 3, 3, 32], strides: [1, 1], pad: 'valid' },
  { what: 'in fours', x: [3, 8, 9, 8], filter: [3, 3, 8, 12], strides: [1, 1], pad: 'valid' },
  { what: 'in fours, same', x: [2, 7, 6, 4], filter: [3, 3, 4, 8], strides: [1, 1], pad: 'same' },
  { what: 'in fours, one output', x: [2, 3, 3, 4], filter: [3, 3, 4, 4], strides: [1, 1], pad: 'valid' },
  { what: 'in fours, wide', x: [1, 4, 140, 4], filter: [3, 3, 4, 4], strides: [1, 1], pad: 'same' },
  { what: "answer D's second", x: [2, 31, 31, 32], filter: [3, 3, 32, 64], strides: [1, 1], pad: 'valid' },
  { what: 'same padding', x: [2, 8, 8, 3], filter: [3, 3, 3, 4], strides: [1, 1], pad: 'same' },
  { what: 'one image, odd sizes', x: [1, 7, 9, 2], filter: [3, 3, 2, 5], strides: [1, 1], pad: 'valid' },
  { what: 'an even kernel, same', x: [2, 7, 6, 2], filter: [2, 4, 2, 3], strides: [1, 1], pad: 'same' },
  { what: 'a flat kernel', x: [2, 6, 9, 3], filter: [1, 5, 3, 2], strides: [1, 1], pad: 'same' },
  { what: 'a tall kernel, stride 2', x: [2, 9, 6, 1], filter: [5, 2, 1, 3], strides: [2, 2], pad: 'valid' },
  { what: 'stride 2', x: [3, 9, 9, 2], filter: [3, 3, 2, 4], strides: [2, 2], pad: 'valid' },
  {
    what: 'stride 2 with a remainder',
    x: [2, 8, 10, 2],
    filter: [3, 3, 2, 4],
    strides: [2, 2],
    pad: 'valid',
  },
  { what: 'stride 2, same, even', x: [2, 8, 8, 3], filter: [3, 3, 3, 4], strides: [2, 2], pad: 'same' },
  { what: 'stride 2, same, odd', x: [2, 7, 9, 3], filter: [3, 3, 3, 4], strides: [2, 2], pad: 'same' },
  { what: 'unequal strides', x: [2, 8, 11, 2], filter: [3, 2, 2, 3], strides: [1, 3], pad: 'same' },
  { what: 'a 1x1 kernel', x: [3, 5, 5, 4], filter: [1, 1, 4, 6], strides: [1, 1], pad: 'valid' },
  { what: 'a stride over its kernel', x: [2, 7, 7, 2], filter: [1, 1, 2, 3], strides: [3, 2], pad: 'same' },
  {
    what: 'a kernel of the whole image',
    x: [5, 4, 6, 2],
    filter: [4, 6, 2, 3],
    strides: [1, 1],
    pad: 'valid',
  },
  { what: 'one channel to one', x: [2, 6, 6, 1], filter: [3, 3, 1, 1], strides: [1, 1], pad: 'same' },
];
