import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Loaded when a reader asks to train, and kept from then on. */
const ON_DEMAND = /^(engine\/|digits\/|print\.html|unstuck\.pdf|notebooks\/|service-worker\.js)/;

/**
 * The service worker: keeps every page, so that the whole course can be read offline after the first visit, and the
 * engine from its first use on. A changed file gives it another name, and old caches go.
 */
export function serviceWorker(out: string, files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(readFileSync(join(out, file)));
  const kept = files.filter((file) => !ON_DEMAND.test(file));
  return `const CACHE = 'unstuck-${hash.digest('hex').slice(0, 12)}';
const FILES = ${JSON.stringify(['./', ...kept])};
self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)).then(() => self.skipWaiting()));
});
self.addEventListener('activate', (event) => {
  const old = (names) => names.filter((name) => name.startsWith('unstuck-') && name !== CACHE);
  event.waitUntil(
    caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name)))).then(() => self.clients.claim()),
  );
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || new URL(request.url).origin !== self.location.origin) return;
  event.respondWith(answer(request));
});
async function answer(request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request, { ignoreSearch: true });
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) await cache.put(request, response.clone());
  return response;
}
`;
}
