import { ready } from 'unstuck/engine';

/** `unstuck engine`: loads the engine for real, so that what it says is so. */
export async function engineCommand({ json }: { json?: boolean }): Promise<number> {
  const { note, ...engine } = await ready();
  console.log(
    json ? JSON.stringify(engine) : `${engine.engine} ${engine.version}, ${engine.threads} threads`,
  );
  if (note) console.error(note);
  return 0;
}
