import { toNameFaults } from './faults';

const one = { A: 'lr-too-high', B: 'overfitting' };
const two = { A: ['lr-too-high', 'overfitting'] };

test.each([
  ['as they stand in the table', { A: 'lr-too-high', B: 'overfitting' }, one],
  ['with capitals and spaces', { A: ' LR too high', B: 'Overfitting\n' }, one],
  ['with underscores', { A: 'lr_too_high', B: 'overfitting' }, one],
  ['with dashes of a text editor', { A: 'lr\u2013too\u2011high', B: 'overfitting' }, one],
  ['in another order', { A: ['Overfitting', 'lr-too-high'] }, two],
])('names %s are right', (_what, named, expected) => {
  expect(toNameFaults(named, expected).pass).toBe(true);
});

test.each([
  ['another fault', { A: 'lr-too-low', B: 'overfitting' }, one, 'A: "lr-too-low".'],
  ['one that is missing', { A: 'lr-too-high' }, one, 'B: not named.'],
  [
    'a list for one name',
    { A: ['lr-too-high'], B: 'overfitting' },
    one,
    'A: ["lr-too-high"] (expected one name, as text).',
  ],
  ['one name for a list', { A: 'overfitting' }, two, 'A: "overfitting" (expected a list of 2 names).'],
  ['a name twice', { A: ['overfitting', 'overfitting'] }, two, 'A: ["overfitting","overfitting"].'],
  ['a name too much', { A: ['overfitting', 'lr-too-high', 'x'] }, two, '(expected a list of 2 names).'],
  [
    'a letter of another alphabet',
    { A: 'lr-too-high', B: '\u043everfitting' },
    one,
    'B: "\u043everfitting".',
  ],
])('%s is not, and is named', (_what, named, expected, message) => {
  const { reason, feedback } = toNameFaults(named, expected as Record<string, string>);
  expect(reason).toBe('wrong-fault');
  expect(feedback).toContain(message);
});

test.each([
  ['a list', ['lr-too-high', 'overfitting'], 'Yours has 0, 1.'],
  ['small letters', { a: 'lr-too-high', b: 'overfitting' }, 'Yours has a, b.'],
])('%s in place of the curves is named', (_what, named, message) => {
  const { reason, feedback } = toNameFaults(named, one);
  expect(reason).toBe('wrong-type');
  expect(feedback).toBe(`Expected one entry for each curve: A, B. ${message}`);
});

test.each([[{ A: '', B: '' }], [{}]])('%j is not attempted', (named) => {
  expect(toNameFaults(named, one).reason).toBe('not-attempted');
});

test('empty lists are not attempted', () => {
  expect(toNameFaults({ A: [] }, two).reason).toBe('not-attempted');
});
