import { byCodePoint } from './by-code-point';

test("names sort as Python's: by code point, also beyond the first 65,536", () => {
  const names = ['\u{1F600}', '\uFF5E', 'b', 'a10', 'a9', 'B', 'a', ''];
  // python3 -c 'print(sorted(["\U0001F600", "\uFF5E", "b", "a10", "a9", "B", "a", ""]))'
  expect(names.sort(byCodePoint)).toEqual(['', 'B', 'a', 'a10', 'a9', 'b', '\uFF5E', '\u{1F600}']);
});
