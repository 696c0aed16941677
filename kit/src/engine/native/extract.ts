import { createWriteStream, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import type { StepContext } from './step';

const LIBRARIES = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'];
/** The names that the addon is linked with. */
const LINKS: [string, string][] = [
  ['libtensorflow.so', 'libtensorflow_cc.so.2'],
  ['libtensorflow_framework.so', 'libtensorflow_framework.so.2'],
];
const HEADERS = /^tensorflow\/include\/((?:tensorflow\/c|tsl|tensorflow\/core\/platform)\/.*[^/])$/;
const REPORT_EVERY = 4 << 20;

/** Unpacks the headers of TensorFlow's C library into `deps/include`. */
export async function extractHeaders(wheel: string, context: StepContext): Promise<void> {
  await extract(wheel, context, 'unpack headers', (name) => {
    const header = HEADERS.exec(name)?.[1];
    return header && join('include', header);
  });
}

/** Unpacks TensorFlow's C library into `deps/lib`, under the names that the addon is linked with, too. */
export async function extractLibrary(wheel: string, context: StepContext): Promise<void> {
  await extract(wheel, context, 'unpack TensorFlow', (name) => {
    const library = LIBRARIES.find((file) => name === `tensorflow/${file}`);
    return library && join('lib', library);
  });
  for (const [link, target] of LINKS) symlinkSync(target, join(context.stage, 'deps', 'lib', link));
}

/** @param targetOf where an entry of the wheel goes under `deps`; undefined leaves it out. */
async function extract(
  wheel: string,
  context: StepContext,
  label: string,
  targetOf: (name: string) => string | undefined,
): Promise<void> {
  const zip = await openPromise(wheel, { autoClose: false });
  try {
    const entries: [string, Entry][] = [];
    for await (const entry of zip.eachEntry()) {
      const target = targetOf(entry.fileName);
      if (target) entries.push([join(context.stage, 'deps', target), entry]);
    }
    const total = entries.reduce((sum, [, entry]) => sum + entry.uncompressedSize, 0);
    const tick = counter((done) => context.progress(label, done, total, 'bytes'), total);
    for (const [target, entry] of entries) await extractEntry(zip, entry, target, tick, context.signal);
  } finally {
    zip.close();
  }
}

function counter(report: (done: number) => void, total: number): (bytes: number) => void {
  let done = 0;
  let reported = Number.NEGATIVE_INFINITY;
  return (bytes) => {
    done += bytes;
    if (done - reported < REPORT_EVERY && done < total) return;
    reported = done;
    report(done);
  };
}

async function extractEntry(
  zip: ZipFile,
  entry: Entry,
  target: string,
  tick: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  mkdirSync(dirname(target), { recursive: true });
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      tick(chunk.length);
      done(null, chunk);
    },
  });
  await pipeline(await zip.openReadStreamPromise(entry), count, createWriteStream(target), { signal });
}
