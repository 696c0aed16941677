import { Channel } from './channel';

const TOKEN = 'b0c1';

const answer = (value: unknown) => ({ type: 'answer', token: TOKEN, answer: { kind: 'value', value } });
const phase = (name: string) => ({ type: 'phase', token: TOKEN, phase: name });
const epoch = (rest: object) => ({ type: 'epoch', token: TOKEN, epoch: 1, epochs: 2, loss: 0.5, ...rest });
const line = (message: unknown) => `${JSON.stringify(message)}\n`;
/** A message whose value is given as text, for what `JSON.stringify` would not write. */
const raw = (value: string) => line(answer('HERE')).replace('"HERE"', value);

function outcomeOf(...pieces: (string | Buffer)[]) {
  const channel = new Channel(TOKEN);
  for (const piece of pieces) channel.receive(Buffer.from(piece));
  return channel.outcome();
}

test('an answer arrives in pieces, after its phases, as it was sent', () => {
  const value = { list: [1, 'é', null, { deeper: [true] }] };
  const text = Buffer.from(line(phase('cell')) + line(phase('probe')) + line(answer(value)));
  const pieces = Array.from({ length: text.length }, (_, i) => text.subarray(i, i + 1));
  expect(outcomeOf(...pieces)).toEqual({ ok: true, answer: { kind: 'value', value } });
});

test('epochs are told once, as they come, and judge nothing', () => {
  const channel = new Channel(TOKEN);
  channel.receive(Buffer.from(line(epoch({})) + line(epoch({ epoch: 2, loss: 'NaN' }))));
  expect(channel.epochsEnded()).toEqual([
    { epoch: 1, epochs: 2, loss: 0.5 },
    { epoch: 2, epochs: 2, loss: Number.NaN },
  ]);
  expect(channel.epochsEnded()).toEqual([]);
  expect(channel.outcome()).toBeUndefined();
});

test('nothing is no outcome', () => {
  expect(outcomeOf()).toBeUndefined();
  expect(outcomeOf(line(phase('cell')))).toBeUndefined();
});

const malformed = 'malformed-result';
const forged = 'forged-result';

test.each<[string, string, string[]]>([
  ['no JSON', malformed, ['hello\n']],
  ['a line that breaks off', malformed, [line(answer(1)).slice(0, -5)]],
  ['a good answer and half a line', malformed, [line(answer(1)), '{']],
  ['another type', malformed, [line({ ...answer(1), type: 'verdict' })]],
  ['another kind', malformed, [line({ ...answer(1), answer: { kind: 'pass' } })]],
  ['a list as a message', malformed, [line([answer(1)])]],
  ['a reason that is none', malformed, [line({ type: 'error', token: TOKEN, reason: 'pass', message: '' })]],
  ['an epoch without its loss', malformed, [line(epoch({ loss: undefined }))]],
  ['an epoch before the first', malformed, [line(epoch({ epoch: 0 }))]],
  ['a phase that is none', malformed, [line(phase('done'))]],
  ['a text that is too long', malformed, [line(answer('x'.repeat(10_001)))]],
  ['a list that is too long', malformed, [line(answer(Array(100_001).fill(0)))]],
  ['too many pieces', malformed, [raw(`[${Array(99_999).fill('[[],[]]').join()}]`)]],
  ['33 levels', malformed, [raw('['.repeat(33) + ']'.repeat(33))]],
  ['a million levels', malformed, [raw('['.repeat(1e6) + ']'.repeat(1e6))]],
  ['a number that JSON cannot say', malformed, [raw('NaN')]],
  ['a number out of range', malformed, [raw('1e999')]],
  ['a prototype', malformed, [raw('{"__proto__":{"polluted":1}}')]],
  ['a prototype further down', malformed, [raw('[[{"a":{"__proto__":null}}]]')]],
  ['33 MB', malformed, Array(33).fill('x'.repeat(1e6))],
  ['33 MB of lines', malformed, [`${line(phase('cell'))}`, ...Array(33).fill(' '.repeat(1e6))]],
  ['no token', malformed, [line({ ...answer(1), token: undefined })]],
  ['another token', forged, [line({ ...answer(1), token: 'b0c2' })]],
  ['a forged answer before the real one', forged, [line({ ...answer(1), token: '' }), line(answer(1))]],
  ['a forged answer after the real one', forged, [line(answer(1)), line({ ...answer(2), token: '' })]],
  ['two answers', forged, [line(answer(1)), line(answer(2))]],
  ['the same answer twice', forged, [line(answer(1)), line(answer(1))]],
  [
    'an answer and an error',
    forged,
    [line(answer(1)), line({ type: 'error', token: TOKEN, reason: 'throws', message: '' })],
  ],
  ['a phase that was', forged, [line(phase('cell')), line(phase('cell'))]],
  ['phases backwards', forged, [line(phase('probe')), line(phase('cell'))]],
  ['a phase after the answer', forged, [line(answer(1)), line(phase('probe'))]],
])('%s: %s', (_what, reason, pieces) => {
  expect(outcomeOf(...pieces)).toMatchObject({ ok: false, reason });
});

test('what is not believed changes nothing here', () => {
  outcomeOf(raw('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'));
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});

test('checking the largest answers takes little longer than reading them', () => {
  const row = `[${Array(100_000).fill('0').join()}]`;
  const numbers = raw(`[${Array(150).fill(row).join()}]`);
  const objects = raw(`[${Array(66_000).fill('{"a":[],"b":{}}').join()}]`);
  const seconds = (work: () => void) => {
    const begun = process.cpuUsage();
    work();
    return process.cpuUsage(begun).user / 1e6;
  };
  const reading = seconds(() => [numbers, objects].map((text) => JSON.parse(text)));
  const checking = seconds(() => {
    expect(outcomeOf(numbers)).toMatchObject({ ok: true });
    expect(outcomeOf(objects)).toMatchObject({ ok: true });
  });
  expect(checking / reading).toBeLessThan(15);
});
