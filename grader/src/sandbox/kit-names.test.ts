import * as kit from 'unstuck';
import { kitNames, mentionsKit } from './kit-names';

test('a cell has every name of the kit in scope', () => {
  expect(kitNames().sort()).toEqual(Object.keys(kit).sort());
});

test.each([
  ['const f = (x) => rocAuc(x, [1]);', true],
  ["import { seed as start } from 'unstuck';", true],
  ["import * as t from '@tensorflow/tfjs';", true],
  ['const f = (z) => Math.log(1 + Math.exp(z)); const plots = 1;', false],
])('%s mentions the kit: %p', (source, expected) => {
  expect(mentionsKit(source)).toBe(expected);
});
