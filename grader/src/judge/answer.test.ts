import { Answer } from '../../dist/judge/answer';

test('a core that the answer may use is free while none of its cells runs on it', async () => {
  const [one, two] = [1, 2].map((cores) => new Answer('q1', 'const a = 7;', { cores }));
  expect([one!.hasFreeCore(), two!.hasFreeCore()]).toEqual([true, true]);
  const asked = one!.value('a');
  expect([one!.hasFreeCore(), two!.hasFreeCore()]).toEqual([false, true]);
  expect(await asked).toBe(7);
  expect(one!.hasFreeCore()).toBe(true);
});
