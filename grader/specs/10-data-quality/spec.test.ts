import { judgeTraining, lesson } from '@unstuck/grader/judge';
import { type Generator, generator } from 'unstuck/random';
import { q2 } from './tasks';

const { question } = lesson('10-data-quality');

/** Bits of a hash. */
const BITS = 64;

question('q1', async (answer, { seed }) => {
  const draw = generator(seed);
  const calls = [0, 1, 3, 4, 6].map((maxDistance): [string[], string[], number] => {
    const train = Array.from({ length: 5 }, () => flipped('0'.repeat(16), 32, draw));
    // Each is so many bits away from some hash of the training set; strangers are about 32 away.
    const test = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((bits) => flipped(train[bits % 5]!, bits, draw));
    const stranger = flipped('0'.repeat(16), 32, draw);
    return [train, [...test, stranger, test[1]!, otherDigit(train[0]!)], maxDistance];
  });
  const cases = calls.map(([train, test, maxDistance]) => ({
    call: `leakedRows(${JSON.stringify(train)}, ${JSON.stringify(test)}, ${maxDistance})`,
    expected: leakedRows(train, test, maxDistance),
  }));
  expect(await answer.call('leakedRows', calls)).toMatchReference(cases);
});

question('q2', judgeTraining(q2));

question('q3', async (answer) => {
  const faults = { A: 'train-test-overlap', B: 'label-noise', C: 'unshuffled-split' };
  expect(await answer.value('diagnosis')).toNameFaults(faults);
});

question('q4', async (answer) => {
  const points = [2, 3, 10].flatMap((k) => [
    { a: 0.95, q: 0, k },
    { a: 0.9, q: 0.2, k },
    { a: 0.3, q: 0.4, k },
    { a: 0.6, q: 0.75, k },
  ]);
  const formula = await answer.value('reportedAccuracy');
  expect(formula).toEqualFormula('a * (1 - q) + (1 - a) * q / (k - 1)', { points, derivativeBy: 'a' });
});

/** Four bits away, all in one digit: whoever counts digits finds one. */
function otherDigit(hash: string): string {
  return (0xf - Number.parseInt(hash[0]!, 16)).toString(16) + hash.slice(1);
}

/** The hash with so many of its bits turned round. */
function flipped(hash: string, bits: number, draw: Generator): string {
  const places = new Set<number>();
  while (places.size < bits) places.add(Math.floor(BITS * draw()));
  const before = bitsOf(hash);
  return hexadecimal(before.map((bit, place) => (places.has(place) ? !bit : bit)));
}

function bitsOf(hash: string): boolean[] {
  return Array.from(hash, (digit) => Number.parseInt(digit, 16)).flatMap((value) =>
    [8, 4, 2, 1].map((bit) => (value & bit) > 0),
  );
}

function hexadecimal(bits: boolean[]): string {
  const text = bits.map((bit) => (bit ? '1' : '0')).join('');
  return text.replace(/.{4}/g, (four) => Number.parseInt(four, 2).toString(16));
}

/** Compared bit by bit. */
function leakedRows(train: string[], test: string[], maxDistance: number): number[] {
  const [seen, asked] = [train, test].map((hashes) => hashes.map(bitsOf)) as [boolean[][], boolean[][]];
  const distance = (a: boolean[], b: boolean[]) => a.filter((bit, place) => bit !== b[place]).length;
  return [...asked.keys()].filter((row) => seen.some((other) => distance(asked[row]!, other) <= maxDistance));
}
