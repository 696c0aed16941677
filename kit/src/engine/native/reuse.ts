import { nextAfter } from './errors';
import type { MakingStep, Report, SetupResult, StepFailure } from './events';
import { linkNative } from './link';
import { type EngineFile, listFiles, writeManifest } from './manifest';
import { nativeStatus } from './status';

/** The engine that is ready already, linked; undefined when none is. */
export function reuse(report: Report): SetupResult | undefined {
  const { state, directory, manifest } = nativeStatus();
  if (state !== 'ready') return undefined;
  return finish({ directory, step: manifest?.step ?? 'official', reused: true }, [], report);
}

/** Takes an engine whose files only got new times (a copied cache) when their hashes are right. */
export async function recheck(report: Report, signal: AbortSignal): Promise<SetupResult | undefined> {
  const { directory, manifest } = nativeStatus();
  if (!manifest) return undefined;
  const files = await listFiles(directory, signal).catch(() => []);
  if (contents(files) !== contents(manifest.files)) return undefined;
  writeManifest(directory, { ...manifest, files });
  return reuse(report);
}

function contents(files: EngineFile[]): string {
  return JSON.stringify(files.map((file) => [file.path, 'link' in file ? file.link : file.sha256]));
}

/** Links tfjs-node to an engine that is whole and says that it is ready. */
export function finish(
  engine: { directory: string; step: MakingStep; reused: boolean },
  failures: StepFailure[],
  report: Report,
): SetupResult {
  try {
    linkNative();
  } catch (error) {
    const failure: StepFailure = { step: 'link', reason: (error as Error).message, next: nextAfter(error) };
    report({ kind: 'failed', ...failure });
    return { engine: 'wasm', failures: [...failures, failure] };
  }
  report({ kind: 'ready', ...engine });
  return { engine: 'node', ...engine, failures };
}
