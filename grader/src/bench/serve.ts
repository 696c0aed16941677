import { createInterface } from 'node:readline';

/** Answers each line of JSON on standard input with one on standard output, until that closes. */
export function serve<Request>(answer: (request: Request) => Promise<object>): void {
  answerAll(answer).catch((error: Error) => {
    process.stderr.write(`${error.message}\n`, () => process.exit(1));
  });
}

async function answerAll<Request>(answer: (request: Request) => Promise<object>): Promise<void> {
  // Standard output carries answers only.
  console.log = console.error;
  for await (const line of createInterface({ input: process.stdin }))
    process.stdout.write(`${JSON.stringify(await answer(JSON.parse(line) as Request))}\n`);
}
