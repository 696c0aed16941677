import { SingleBar } from 'cli-progress';
import { calibrate, type Progress } from '../calibrate';
import { findLesson } from '../lessons';
import { wholeNumber } from './whole-number';

/** `unstuck dev calibrate SLUG`: what right and wrong answers reach over seeds, kept beside the spec. */
export async function calibrateCommand(
  slug: string,
  { seeds, question }: { seeds?: string; question?: string },
): Promise<number> {
  const options = {
    ...(seeds === undefined ? {} : { seeds: wholeNumber('--seeds', seeds) }),
    ...(question === undefined ? {} : { question }),
  };
  const progress = process.stderr.isTTY ? barProgress() : lineProgress();
  await calibrate(findLesson(slug), options, progress);
  progress.stop();
  return 0;
}

/** A bar for a terminal; lines are written above it. */
function barProgress(): Progress & { stop(): void } {
  const bar = new SingleBar({
    format: '{question} |{bar}| {value}/{total} runs, {eta_formatted} left  {answer}',
    hideCursor: true,
    clearOnComplete: true,
    // The bar redraws itself below what was printed.
    forceRedraw: true,
  });
  return {
    start: (question, total, done) => bar.start(total, done, { question, answer: '' }),
    run: (answer) => bar.increment(1, { answer }),
    line: (text) => console.log(`\r\x1b[K${text}`),
    stop: () => bar.stop(),
  };
}

function lineProgress(): Progress & { stop(): void } {
  return {
    start: (question, total, done) => console.log(`${question}: ${total} runs, ${done} of them are there`),
    run: () => {},
    line: console.log,
    stop: () => {},
  };
}
