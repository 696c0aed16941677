import { siteLink } from './links';

test.each([
  ['notebooks/04-overfitting.ipynb', '04-overfitting.html'],
  ['05-augmentation.ipynb#questions', '05-augmentation.html#questions'],
  ['../course.md', 'index.html'],
  ['https://mathjs.org', 'https://mathjs.org'],
  ['#question-1', '#question-1'],
])('%s leads to %s', (href, expected) => {
  expect(siteLink(href)).toBe(expected);
});
