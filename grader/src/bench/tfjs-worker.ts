import { ready } from 'unstuck';
import { networkNamed } from './networks';
import type { EngineRequest, Epoch, Hello, Task } from './protocol';
import { serve } from './serve';
import { describe, epoch, type Prepared, prepare, release } from './training';

let prepared: Prepared | undefined;

async function answer(request: EngineRequest): Promise<Hello | Task | Epoch> {
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

serve(answer);
