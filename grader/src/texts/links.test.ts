import { deadLinks } from './links';

test('a link to a missing file is named, the others are not', () => {
  const text =
    '[a](links.ts#x) [b](https://example.org/x) [c](#top) ![d](missing.png) [e][1]\n\n[1]: gone.md';
  expect(deadLinks(__dirname, 'README.md', text)).toEqual([
    'README.md links to missing.png, which is not there',
    'README.md links to gone.md, which is not there',
  ]);
});
