/** The compiler in a Worker, so that typing is never held up. Its declarations are fetched once. */
import { Compiler } from './compiler';
import type { Question, Reply } from './protocol';

const compiler = start();

self.onmessage = async ({ data }: MessageEvent<Question>) => self.postMessage(reply(await compiler, data));

async function start(): Promise<Compiler> {
  const response = await fetch(new URL('declarations.json', self.location.href));
  return new Compiler(new Map(Object.entries(await response.json())));
}

function reply(ready: Compiler, question: Question): Reply {
  const { id, text } = question;
  if (question.kind === 'problems') return { id, kind: 'problems', problems: ready.problems(text) };
  return { id, kind: 'meaning', meaning: ready.meaning(text, question.at) };
}
