import { printable } from './printable';

test.each([
  ['what clears a screen', '\u001b[2J', '\\u001b[2J'],
  ['what names a window', '\u001b]0;x\u0007', '\\u001b]0;x\\u0007'],
  ['a control of one byte', '\u009b31m', '\\u009b31m'],
  ['what turns text round', 'a\u202eb', 'a\\u202eb'],
  ['half a character', 'a\ud800b', 'a\\ud800b'],
])('%s is written out', (_what, text, shown) => {
  expect(printable(text)).toBe(shown);
});

test('text stays as it is', () => {
  const text = 'line 1\n\tε ≤ 1 − p, naïve, 😀';
  expect(printable(text)).toBe(text);
});
