import { join } from 'node:path';
import { quick, temporaryFolder, writeFiles } from '../batch/class.fixture';
import { Screen } from '../watch/screen.fixture';

const folder = temporaryFolder();
const endless = quick('endless', { q1: 'for (;;) {}' });
writeFiles(join(folder, 'class'), {
  'ada.ipynb': endless,
  'ben.ipynb': quick('ben'),
  'chi.ipynb': quick('chi'),
});

const batch = (out: string) =>
  `npx unstuck batch ${join(folder, 'class')} --out ${join(folder, out)} --workers 1`;

test('an interrupted batch says in whole lines how it goes on, and the table stands below', async () => {
  const screen = new Screen(80, folder);
  const { ended } = screen.begin(batch('once'));
  await screen.until('answers, ');
  screen.type('\x03');
  expect(await ended).toBe(1);
  const text = screen.text();
  expect(text).toContain(
    'Ending; the answers at work come to their end. The same command goes on from\nthere. Ctrl-C again ends at once.',
  );
  expect(text).toMatch(/at once\.\n01-unnormalized-input\n/);
  expect(screen.isAsItWas()).toBe(true);
});

test('a second interrupt ends it at once, and leaves the terminal as it was', async () => {
  const screen = new Screen(80, folder);
  const { ended } = screen.begin(batch('twice'));
  await screen.until('answers, ');
  screen.type('\x03');
  await screen.until('ends at once.');
  screen.type('\x03');
  expect(await ended).toBe(130);
  expect(screen.isAsItWas()).toBe(true);
});
