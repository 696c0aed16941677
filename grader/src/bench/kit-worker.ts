import { ready } from 'unstuck';
import { kitCaseNamed, withRows } from './kit-cases';
import { drawData, handOver, prepareWork, turn, type Work } from './kit-work';
import type { Hello, KitRequest, KitTask, Turn } from './protocol';
import { serve } from './serve';

let work: Work | undefined;

async function answer(request: KitRequest): Promise<Hello | KitTask | Turn> {
  if (request.command === 'hello') return hello();
  if (request.command === 'prepare') {
    const whole = kitCaseNamed(request.case);
    const kitCase = request.rows ? withRows(whole, request.rows) : whole;
    const x = drawData(kitCase);
    work = prepareWork(kitCase, x);
    return handOver(kitCase, x, request.folder);
  }
  if (!work) throw new Error('turn: nothing is prepared; send prepare first');
  return turn(work);
}

async function hello(): Promise<Hello> {
  await ready();
  // What is timed is JavaScript; the engine only takes the batches of images.
  return { threads: 1, versions: { node: process.versions.node } };
}

serve(answer);
