import { calibrate, type Progress } from '../calibrate';
import { isAsExpected, type TrainedAgain, trainAgain } from '../calibrate/again';
import { findLesson } from '../lessons';
import { endOnInterrupt, ProgressBar } from './progress-bar';
import { paragraph } from './text';
import { wholeNumber } from './whole-number';

/** Columns of what stands beside the bar. */
const WORDS = 60;

/** `unstuck dev calibrate SLUG`: what right and wrong answers reach over seeds, kept beside the spec. */
export async function calibrateCommand(
  slug: string,
  { seeds, question }: { seeds?: string; question?: string },
): Promise<number> {
  const options = {
    ...(seeds === undefined ? {} : { seeds: wholeNumber('--seeds', seeds) }),
    ...(question === undefined ? {} : { question }),
  };
  endOnInterrupt();
  const progress = process.stderr.isTTY ? barProgress() : lineProgress();
  await calibrate(findLesson(slug), options, progress);
  progress.stop();
  return 0;
}

/** `unstuck dev calibrate SLUG --again`: whether each known answer is still what it was; exit 1 where one is not. */
export async function calibrateAgain(slug: string, json = false): Promise<number> {
  const say = (answer: TrainedAgain) =>
    console.log(`${isAsExpected(answer) ? '✓' : '✗'} ${answer.question} ${answer.name}: ${answer.reason}`);
  const trained = await trainAgain(findLesson(slug), json ? undefined : say);
  if (json) console.log(JSON.stringify(trained));
  return trained.every(isAsExpected) ? 0 : 1;
}

/** A bar for a terminal; lines are written above it. */
function barProgress(): Progress & { stop(): void } {
  const format = '{question} |{bar}| {value}/{total} runs, {eta_formatted} left  {answer}';
  const bar = new ProgressBar(format, WORDS);
  return {
    start: (question, total, done) => bar.start(total, done, { question, answer: '' }),
    run: (answer) => bar.increment(1, { answer }),
    line: (text) => bar.print(() => console.log(paragraph(text, 0))),
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
