import { unmeasuredBeside, unmeasuredInCourse } from './numbers';

const TABLE = '| wide | 197,121 | 0.50 / 0.97 / 1.00 | 18 of 20 | 0.9 |';
const block = (table: string) => `<!-- claims:01-a -->\n${table}\n<!-- /claims -->`;
const row = (happens: string) => `| B2 | L2 of .01 mends it. | ${happens} | A sum of squares. | 4 |\n`;

test.each([
  ['a number of the table', '18 of 20 seeds learn, median .97'],
  ['thousands with or without a comma', '197,121 weights, that is 197121'],
  ['a share as per cent', 'right on 90 % of them'],
  ['names and sizes', 'claim A7 on images of 16x16, with a bias of -20'],
  ['code and links', 'run `adam(0.3)`, [02-a](notebooks/02-a.ipynb)'],
])('%s may stand beside it', (_what, text) => {
  expect(unmeasuredBeside(`${block(TABLE)}\n${text}.`)).toEqual([]);
});

test('any other may not', () => {
  expect(unmeasuredBeside(`19 seeds, .96, 91 %\n${block(TABLE)}`)).toEqual(['19', '.96', '91 %']);
});

test('a text without a table says what it likes', () => {
  expect(unmeasuredBeside('a rate of 0.003')).toEqual([]);
});

test('a claim may repeat its own numbers, and those of its lessons', () => {
  const asked: number[] = [];
  const tableOf = (lesson: number) => {
    asked.push(lesson);
    return TABLE;
  };
  expect(unmeasuredInCourse(row('Holds with .01: 18 of 20.'), tableOf)).toEqual([]);
  expect(asked).toEqual([4]);
  expect(unmeasuredInCourse(row('Holds with .02: 17 of 20.'), tableOf)).toEqual([
    { where: 'claim B2', numbers: ['.02', '17'] },
  ]);
});

test('a section on a lesson has the numbers of its table', () => {
  const course =
    '### 4. Learned by heart\n\nFrom 18 seeds it is right, from 3 wrong.\n\n## The claims\n\n7 more\n';
  expect(unmeasuredInCourse(course, () => TABLE)).toEqual([
    { where: 'the section on lesson 4', numbers: ['3'] },
  ]);
});
