import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digits } from './digits';

const folder = join(__dirname, '../../../datasets');

/** `datasets/README.md` states a file and its SHA-256 in one row of a table. */
function statedChecksums(): [string, string][] {
  const readme = readFileSync(join(folder, 'README.md'), 'utf8');
  return [...readme.matchAll(/`(digits\/[^`]+)`.*`([0-9a-f]{64})`/g)].map((row) => [row[1]!, row[2]!]);
}

test('the README states the checksum of both files', () => {
  expect(statedChecksums().map(([file]) => file)).toEqual([
    'digits/images.idx3-ubyte',
    'digits/labels.idx1-ubyte',
  ]);
});

test.each(statedChecksums())('%s is the file that the README describes', (file, checksum) => {
  expect(
    createHash('sha256')
      .update(readFileSync(join(folder, file)))
      .digest('hex'),
  ).toBe(checksum);
});

test('all ten digits come, as often as the UCI repository counts them', () => {
  const { x, y, classes } = digits();
  expect(x.shape).toEqual([1797, 8, 8, 1]);
  expect(y.shape).toEqual([1797, 1]);
  expect(classes).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
  const counts = classes.map((_, label) => y.values.filter((value) => value === label).length);
  expect(counts).toEqual([178, 182, 177, 183, 181, 182, 181, 179, 174, 180]);
  expect([Math.min(...x.values), Math.max(...x.values)]).toEqual([0, 16]);
});

test('an image keeps its label: the first one of the source, a zero, is found among the zeros', () => {
  // scikit-learn's documentation prints it as load_digits().data[0].
  const first =
    '0,0,5,13,9,1,0,0,0,0,13,15,10,15,5,0,0,3,15,2,0,11,8,0,0,4,12,0,0,8,8,0,0,5,8,0,0,9,8,0,0,4,11,0,1,12,7,0,0,2,14,5,10,12,0,0,0,0,6,13,10,0,0,0';
  const imagesOf = (digit: number) => {
    const { x } = digits({ only: [digit] });
    return Array.from({ length: x.shape[0]! }, (_, i) => x.values.slice(64 * i, 64 * (i + 1)).join());
  };
  expect(imagesOf(0).filter((image) => image === first)).toHaveLength(1);
  expect(imagesOf(1)).not.toContain(first);
});

test('labels count in the order of `only`', () => {
  const { y, classes } = digits({ only: [8, 3] });
  expect(classes).toEqual(['8', '3']);
  expect(y.values.filter((label) => label === 0)).toHaveLength(174);
  expect(y.values.filter((label) => label === 1)).toHaveLength(183);
});

test('the seed orders the rows and changes nothing else', () => {
  const [one, again, two] = [1, 1, 2].map((seed) => digits({ only: [3, 8], seed }));
  expect(one!.x.values).toEqual(again!.x.values);
  expect(one!.x.values).not.toEqual(two!.x.values);
  expect(one!.x.values.toSorted()).toEqual(two!.x.values.toSorted());
});

test.each([[[]], [[3, 3]], [[10]], [[-1, 2]], [[2.5]]])('only: %j is refused by name', (only) => {
  expect(() => digits({ only })).toThrow(/^only: expected one or more different digits from 0 to 9, got \[/);
});
