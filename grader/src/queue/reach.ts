import Redis from 'ioredis';
import { connectionTo } from './connection';

/** @throws Error when nothing answers there. */
export async function reach(url: string): Promise<void> {
  const redis = new Redis({ ...connectionTo(url), lazyConnect: true, retryStrategy: () => null });
  // The failure is what `connect` rejects with.
  redis.on('error', () => {});
  try {
    await redis.connect();
  } catch (error) {
    throw new Error(`--queue: Redis cannot be reached (${(error as Error).message}); is it running there?`);
  } finally {
    redis.disconnect();
  }
}
