import { accessSync, constants, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { now } from '../../clock';
import { downloadsDirectory, engineDirectory } from './cache';
import { BUILD } from './compiler';
import { nextAfter } from './errors';
import type { MakingStep, Report, SetupOptions, SetupResult, SetupStep, StepFailure } from './events';
import { withLock } from './lock';
import { listFiles, writeManifest } from './manifest';
import { makeOfficial } from './official';
import { probeEngine } from './probe';
import { finish, recheck, reuse } from './reuse';
import { commitStage, freshStage, removeFolder, removeStage } from './stage';
import { type StepContext, stepContext } from './step';
import { makeFromWheel, WHEEL } from './wheel';

const LADDER: SetupStep[] = ['official', 'wheel', 'portable'];
const MAKERS: Record<MakingStep, (context: StepContext) => Promise<void>> = {
  official: makeOfficial,
  wheel: makeFromWheel,
};

/**
 * Makes the native engine, unless it is there: tfjs-node's own installer, then PyPI's TensorFlow wheel with an
 * addon compiled here; where neither works the portable engine is what remains. Idempotent; a ready engine
 * costs no network and milliseconds. Safe beside other setups, and after one was killed.
 *
 * @returns the engine, with every failure on the way to it.
 * @throws RangeError for an unknown step; the signal's reason when stopped.
 */
export async function setupNative(options: SetupOptions = {}): Promise<SetupResult> {
  const { report = () => {}, signal } = options;
  const steps = checkedSteps(options.steps ?? stepsFromEnvironment());
  const ready = reuse(report) ?? withoutCache(report);
  if (ready) return ready;
  const directory = engineDirectory();
  const onWaiting = (): void => report({ kind: 'waiting', directory });
  return withLock(directory, { onWaiting, signal }, async (held) => {
    return reuse(report) ?? (await recheck(report, held)) ?? (await climb(steps, report, held));
  });
}

function stepsFromEnvironment(): string[] {
  const named = process.env.UNSTUCK_ENGINE_STEPS;
  return named ? named.split(',').map((step) => step.trim()) : LADDER;
}

function checkedSteps(steps: string[]): SetupStep[] {
  const unknown = steps.find((step) => !(LADDER as string[]).includes(step));
  if (unknown === undefined) return LADDER.filter((step) => steps.includes(step));
  throw new RangeError(`steps of the engine: expected some of ${LADDER.join(', ')}, got "${unknown}"`);
}

/** The portable engine, where there is no folder to make another one in. */
function withoutCache(report: Report): SetupResult | undefined {
  const folder = dirname(engineDirectory());
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return undefined;
  } catch (error) {
    const reason = `${folder} cannot be written (${(error as Error).message})`;
    const failure: StepFailure = { step: 'cache', reason, next: 'name a writable folder with UNSTUCK_CACHE' };
    report({ kind: 'failed', ...failure });
    return { engine: 'wasm', failures: [failure] };
  }
}

async function climb(steps: SetupStep[], report: Report, signal: AbortSignal): Promise<SetupResult> {
  const directory = engineDirectory();
  const failures: StepFailure[] = [];
  try {
    for (const step of steps) {
      report({ kind: 'step', step });
      if (step === 'portable') break;
      const failure = await attempt(step, report, signal);
      if (!failure) return finish({ directory, step, reused: false }, failures, report);
      failures.push(failure);
      report({ kind: 'failed', ...failure });
    }
  } finally {
    removeStage(directory);
  }
  return { engine: 'wasm', failures };
}

async function attempt(
  step: MakingStep,
  report: Report,
  signal: AbortSignal,
): Promise<StepFailure | undefined> {
  const directory = engineDirectory();
  try {
    const context = stepContext(step, freshStage(directory), report, signal);
    await MAKERS[step](context);
    await certify(step, context);
    signal.throwIfAborted();
    commitStage(directory);
    // Done with; a wheel that UNSTUCK_WHEEL names lies elsewhere and stays its owner's.
    rmSync(join(downloadsDirectory(), WHEEL.file), { force: true });
    return undefined;
  } catch (error) {
    signal.throwIfAborted();
    return { step, reason: (error as Error).message, next: nextAfter(error) };
  }
}

/** Marks a stage as whole, after it was seen to work. */
async function certify(step: MakingStep, { stage, signal, progress }: StepContext): Promise<void> {
  for (const needless of [BUILD, join('deps', 'include')]) removeFolder(join(stage, needless));
  progress('check the engine', 0, 2, 'parts');
  const { tfjsNode, tensorflow } = await probeEngine(stage, signal);
  progress('check the engine', 1, 2, 'parts');
  const versions = { tfjsNode, tensorflow, node: process.version };
  const made = new Date(now()).toISOString();
  writeManifest(stage, { schema: 1, step, versions, made, files: await listFiles(stage, signal) });
  progress('check the engine', 2, 2, 'parts');
}
