import { createReadStream, statSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { createGzip } from 'node:zlib';
import { CONTENT_SECURITY_POLICY } from './page/shell';

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ipynb': 'application/x-ipynb+json',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** An answer is TypeScript that was typed a moment ago; the Worker that runs it may reach nothing but this host. */
const WORKER_POLICY =
  "default-src 'none'; script-src 'self' 'unsafe-eval' 'wasm-unsafe-eval'; connect-src 'self'";

/** A server that is running. */
export interface Served {
  url: string;
  close(): Promise<void>;
}

/**
 * Serves a built site on this machine alone.
 *
 * @param port 0 takes any that is free. @param under the sub-path at which the site lies, with slashes round it.
 */
export function serve(folder: string, port: number, under = '/'): Promise<Served> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    if (!path.startsWith(under)) missing(response);
    else answer(folder, path.slice(under.length) || 'index.html', response);
  });
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const { port: taken } = server.address() as { port: number };
      resolve({ url: `http://127.0.0.1:${taken}${under}`, close: () => closed(server) });
    });
  });
}

function answer(folder: string, name: string, response: ServerResponse): void {
  const file = join(folder, normalize(`/${name}`));
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile()) {
    missing(response);
    return;
  }
  const isExercise = name.startsWith('engine/exercise-worker');
  response.writeHead(200, {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    'content-security-policy': isExercise ? WORKER_POLICY : CONTENT_SECURITY_POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'content-encoding': 'gzip',
  });
  createReadStream(file).pipe(createGzip()).pipe(response);
}

function missing(response: ServerResponse): void {
  response.writeHead(404, { 'content-type': 'text/plain' });
  response.end('There is no such page.');
}

function closed(server: ReturnType<typeof createServer>): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
