import { rmSync } from 'node:fs';
import { lessonSlugs } from '../lessons';
import { MINUTES, runSolution, smallCheckout } from './lesson.fixture';

const folder = smallCheckout();
afterAll(() => rmSync(folder, { recursive: true }));

// Not all: it is the same code, and the engine's own tests compare it with the native one.
test.each(lessonSlugs().filter((slug) => /^(01|02|07)-/.test(slug)))(
  '%s with its answers runs from top to bottom on the portable engine',
  async (slug) => {
    const { failed, drawn, printed } = await runSolution(folder, slug, { UNSTUCK_ENGINE: 'wasm' });
    expect(failed).toEqual([]);
    expect(drawn).toBeGreaterThan(0);
    expect(printed).toContain('Engine: wasm');
  },
  10 * MINUTES,
);
