import type { RedisOptions } from 'bullmq';
import { z } from 'zod';

/** The queue's name in Redis. */
export const QUEUE = 'unstuck-answers';

/**
 * Reads `redis://[user:password@]host[:port][/database]`, or `rediss://` for TLS.
 *
 * @throws RangeError when it is none.
 */
export function connectionTo(url: string): RedisOptions {
  const { protocol, hostname, port, username, password, pathname } = parsed(url);
  return {
    host: hostname,
    port: port ? Number(port) : 6379,
    ...(username ? { username: decodeURIComponent(username) } : {}),
    ...(password ? { password: decodeURIComponent(password) } : {}),
    ...(pathname.length > 1 ? { db: Number(pathname.slice(1)) } : {}),
    ...(protocol === 'rediss:' ? { tls: {} } : {}),
    // BullMQ asks for it: its connections wait for jobs.
    maxRetriesPerRequest: null,
  };
}

function parsed(url: string): URL {
  try {
    const read = new URL(url);
    if (read.protocol === 'redis:' || read.protocol === 'rediss:') return read;
  } catch {
    // Said below.
  }
  throw new RangeError(`--queue: expected redis://host:port, got "${url}"`);
}

/** What goes through the queue: an answer to judge. */
export const assignmentSchema = z.object({
  key: z.string().regex(/^[0-9a-f]{64}$/),
  lesson: z.string(),
  question: z.string(),
  source: z.string(),
  seed: z.int().nonnegative(),
  fingerprint: z.string(),
});

/** What comes back. */
export const verdictSchema = z.object({
  status: z.enum(['pass', 'fail', 'error', 'timeout', 'inconclusive']),
  reason: z.string().max(100),
  message: z.string().max(20_000),
  evidence: z.record(z.string(), z.unknown()),
  seconds: z.number().nonnegative(),
});
