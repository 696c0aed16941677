import { SingleBar } from 'cli-progress';
import { PORTABLE_COST } from 'unstuck/engine';
import { type SetupEvent, type SetupResult, setupNative } from 'unstuck/engine/native';
import { paragraph } from './text';

const STEPS = {
  official: "tfjs-node's own installer",
  wheel: 'TensorFlow from PyPI, and the addon compiled here',
  portable: 'portable engine',
};

/** `unstuck setup`: makes the native engine, or says in full why it is the portable one. */
export async function setupCommand(): Promise<number> {
  return summarize(await setup());
}

/** Makes the engine with a progress bar; Ctrl-C leaves nothing half-made. */
export async function setup(): Promise<SetupResult> {
  const interrupt = new AbortController();
  const stop = () => interrupt.abort(new Error('interrupted; run it again to start over'));
  process.once('SIGINT', stop);
  const display = new Display();
  try {
    return await setupNative({ report: (event) => display.show(event), signal: interrupt.signal });
  } finally {
    display.end();
    process.removeListener('SIGINT', stop);
  }
}

function summarize(result: SetupResult): number {
  if (result.engine === 'node') {
    console.log(`Native engine ready${result.reused ? ' (it was there already)' : ''}: ${result.directory}`);
    return 0;
  }
  console.log(
    paragraph(
      `The portable engine will be used: everything works, ${PORTABLE_COST}. Mend what is named above and run \`npx unstuck setup\` again for the native one.`,
      0,
    ),
  );
  return 0;
}

/** Draws the events: one bar for each piece of work on a terminal, one line for it elsewhere. */
class Display {
  private bar: SingleBar | undefined;
  private label = '';

  show(event: SetupEvent): void {
    if (event.kind === 'progress') this.progress(event);
    else this.end();
    if (event.kind === 'waiting') console.log('Another setup is at work; waiting for it …');
    if (event.kind === 'step') console.log(`Engine: ${STEPS[event.step]}`);
    if (event.kind === 'note') console.log(paragraph(event.message));
    if (event.kind === 'failed')
      console.log(paragraph(`${event.step} did not work: ${event.reason}\nNext: ${event.next}`));
  }

  end(): void {
    this.bar?.stop();
    this.bar = undefined;
    this.label = '';
  }

  private progress({ label, done, total, unit }: Extract<SetupEvent, { kind: 'progress' }>): void {
    if (label !== this.label) this.begin(label, total, unit);
    this.bar?.update(scaled(done, unit));
  }

  private begin(label: string, total: number | undefined, unit: 'bytes' | 'parts'): void {
    this.end();
    this.label = label;
    if (!process.stdout.isTTY || total === undefined) {
      console.log(`  ${label} …`);
      return;
    }
    const amount = unit === 'bytes' ? '{value}/{total} MB' : '{value}/{total}';
    const format = `  ${label.slice(0, 30).padEnd(30)} {bar} ${amount}`;
    this.bar = new SingleBar({ format, barsize: 20, hideCursor: true, clearOnComplete: false });
    this.bar.start(scaled(total, unit), 0);
  }
}

function scaled(amount: number, unit: 'bytes' | 'parts'): number {
  return unit === 'bytes' ? Math.round(amount / 1e6) : amount;
}
