/** Runs one answer typed in the page, and judges it by the lesson's own spec. The page ends it when it is late. */
import { startEngine } from '../engine/start';
import { PageAnswer } from './answer';
import { judgeOf } from './judge';
import { listen } from './printed';
import type { Asked, Told } from './protocol';

const tell = (told: Told) => self.postMessage(told);
/** The first run's data; `unstuck grade` draws its own. */
const SEED = 1;

self.onmessage = async ({ data }: MessageEvent<Asked>) => {
  try {
    await answer(data);
  } catch (error) {
    tell({ type: 'verdict', status: 'fail', message: (error as Error).message ?? String(error) });
  }
};

async function answer({ kind, lesson, question, source }: Asked): Promise<void> {
  const typed = new PageAnswer(source);
  await startEngine();
  if (kind === 'check') await import(`../../../grader/specs/${lesson}/spec.test.ts`);
  tell({ type: 'begun' });
  listen((text) => tell({ type: 'printed', text }));
  if (kind === 'run') {
    await typed.exports([]);
    tell({ type: 'verdict', status: 'ran', message: 'It ran.' });
    return;
  }
  await judgeOf(lesson, question)(typed, { seed: SEED, lesson, question });
  tell({ type: 'verdict', status: 'pass', message: 'It passes.' });
}
