import { describeIsolation, type Isolation, selfTest, type Tried, USUAL_LIMITS } from '../sandbox';
import { paragraph } from './text';

/** `unstuck doctor --sandbox`: exit 0 where students' code is held by the system and nothing gets through. */
export async function sandboxDoctor({ json }: { json?: boolean }): Promise<number> {
  const isolation = describeIsolation(USUAL_LIMITS);
  if (!json) console.log(`${summary(isolation)}\n\nTried from inside:`);
  const tried = await selfTest((result) => {
    if (!json) console.log(line(result));
  });
  if (json) console.log(JSON.stringify({ schema: 1, ...isolation, selfTest: tried }, null, 2));
  const sound = isolation.sandbox === 'bubblewrap' && tried.every(({ held }) => held);
  if (!json) console.log(`\n${sound ? 'Everything is held.' : 'Isolation is weaker than it should be.'}`);
  return sound ? 0 : 1;
}

const MEMORY: Record<Isolation['memory'], string> = {
  'control group': 'a control group counts all processes together; the kernel limits each one too',
  watchdog: 'a watchdog looks at all processes together; the kernel limits each one too',
  none: 'the JavaScript heap alone is limited',
};

function summary({ sandbox, weaker, memory, limits }: Isolation): string {
  const kind =
    sandbox === 'bubblewrap'
      ? 'bubblewrap, with a filter of system calls'
      : "Node's permission model alone: weaker";
  const lines = Object.entries(limits).map(([name, value]) => `  ${name.padEnd(20)} ${value}`);
  return [
    `Sandbox: ${kind}`,
    ...(weaker ? [paragraph(`Why: ${weaker.why}.\nTo mend it: ${weaker.remedy}.`)] : []),
    paragraph(`Memory: ${MEMORY[memory]}`, 0),
    'Limits of a question that trains:',
    ...lines,
  ].join('\n');
}

function line({ attempt, held, answer }: Tried): string {
  return `  ${held ? 'held' : 'OPEN'}  ${attempt.padEnd(36)} ${answer === 'open' ? '' : answer}`.trimEnd();
}
