import { createInterface } from 'node:readline';
import { ready } from 'unstuck';
import { networkNamed } from './networks';
import type { Epoch, Hello, Request, Task } from './protocol';
import { describe, epoch, type Prepared, prepare, release } from './training';

let prepared: Prepared | undefined;

async function answer(request: Request): Promise<Hello | Task | Epoch> {
  if (request.command === 'hello') return hello();
  if (request.command === 'prepare') {
    const network = networkNamed(request.network);
    if (prepared) release(prepared);
    prepared = prepare(network, request.rows);
    return describe(prepared);
  }
  if (!prepared) throw new Error('epoch: nothing is prepared; send prepare first');
  return epoch(prepared);
}

async function hello(): Promise<Hello> {
  const { engine, version, threads } = await ready();
  return { threads, versions: { [engine === 'node' ? 'tfjs-node' : 'tfjs-backend-wasm']: version } };
}

async function serve(): Promise<void> {
  // Standard output carries answers only.
  console.log = console.error;
  for await (const line of createInterface({ input: process.stdin }))
    process.stdout.write(`${JSON.stringify(await answer(JSON.parse(line) as Request))}\n`);
}

serve().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`, () => process.exit(1));
});
