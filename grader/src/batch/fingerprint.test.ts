import { lessonSlugs } from '../lessons';
import { temporaryFolder, writeFiles } from './class.fixture';
import { answerKey, lessonFingerprint, seedOf, specFingerprint } from './fingerprint';

const folder = temporaryFolder();
const answer = { lesson: 'a', question: 'q1', source: 'x' };

test('every lesson has a fingerprint of its own, the same each time', () => {
  const prints = lessonSlugs().map(lessonFingerprint);
  expect(new Set(prints).size).toBe(prints.length);
  expect(lessonSlugs().map(lessonFingerprint)).toEqual(prints);
});

test.each([
  ['spec.test.ts', true],
  ['tasks.ts', true],
  ['questions.json', true],
  ['calibration.json', true],
  ['answers/q1/right-new.ts', false],
  ['equivalent-mutants.json', false],
])('an edited %s judges otherwise: %p', (file, changes) => {
  writeFiles(folder, {
    'spec.test.ts': 'a',
    'tasks.ts': 'b',
    'questions.json': '{}',
    'calibration.json': '{}',
  });
  const before = specFingerprint(folder);
  writeFiles(folder, { [file]: 'edited' });
  expect(specFingerprint(folder) !== before).toBe(changes);
});

test('a key holds everything the verdict follows from, and the seed follows from the key', () => {
  const keys = [
    answerKey(1, 'f', answer),
    answerKey(2, 'f', answer),
    answerKey(1, 'g', answer),
    answerKey(1, 'f', { ...answer, question: 'q2' }),
    answerKey(1, 'f', { ...answer, source: 'y' }),
    // Parts that run into each other.
    answerKey(1, 'f', { lesson: 'aq', question: '1', source: 'x' }),
  ];
  expect(new Set(keys).size).toBe(keys.length);
  const seeds = keys.map(seedOf);
  expect(seeds.every((seed) => Number.isSafeInteger(seed) && seed >= 0 && seed < 2 ** 31)).toBe(true);
  expect(new Set(seeds).size).toBe(seeds.length);
});
