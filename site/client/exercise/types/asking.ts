import type { Meaning, Problem, Question, Reply } from './protocol';

type Asked<Q = Question> = Q extends Question ? Omit<Q, 'id'> : never;

let worker: Worker | undefined;
let asked = 0;
const waiting = new Map<number, (reply: Reply) => void>();

/** What the compiler says is wrong with an answer. */
export async function problemsIn(text: string): Promise<Problem[]> {
  const reply = await ask({ kind: 'problems', text });
  return reply.kind === 'problems' ? reply.problems : [];
}

/** What the compiler says of the name at this place. */
export async function meaningAt(text: string, at: number): Promise<Meaning | undefined> {
  const reply = await ask({ kind: 'meaning', text, at });
  return reply.kind === 'meaning' ? reply.meaning : undefined;
}

/** One compiler serves all editors of a page. Where it cannot start, nothing is ever answered, and typing goes on. */
function ask(question: Asked): Promise<Reply> {
  worker ??= startWorker();
  const id = asked++;
  worker.postMessage({ ...question, id });
  return new Promise((resolve) => waiting.set(id, resolve));
}

function startWorker(): Worker {
  const started = new Worker(new URL('types-worker.js', import.meta.url), { type: 'module' });
  started.onmessage = ({ data }: MessageEvent<Reply>) => {
    waiting.get(data.id)?.(data);
    waiting.delete(data.id);
  };
  return started;
}
