import { rmSync } from 'node:fs';
import { lessonSlugs } from '../lessons';
import { MINUTES, runSolution, smallCheckout } from './lesson.fixture';

const folder = smallCheckout();
afterAll(() => rmSync(folder, { recursive: true }));

test.each(lessonSlugs())(
  '%s with its answers runs from top to bottom through tslab, and draws',
  async (slug) => {
    const { failed, drawn, printed } = await runSolution(folder, slug, { UNSTUCK_ENGINE: 'node' });
    expect(failed).toEqual([]);
    expect(drawn).toBeGreaterThan(0);
    expect(printed).toContain('Engine: node');
  },
  10 * MINUTES,
);
