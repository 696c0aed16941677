import { ready } from 'unstuck/engine';

/** `unstuck engine`: loads the engine for real, so that what it says is so. */
export async function engineCommand({ json }: { json?: boolean }): Promise<number> {
  const { note: _note, ...engine } = await ready();
  console.log(
    json ? JSON.stringify(engine) : `${engine.engine} ${engine.version}, threads: ${engine.threads}`,
  );
  return 0;
}
