/**
 * The one door to time. Everything that measures asks `now`, so a test can hold the clock.
 *
 * @returns milliseconds since the epoch, with sub-millisecond digits where the platform has them.
 */
// biome-ignore lint/plugin: this is the door.
export let now = (): number => performance.timeOrigin + performance.now();

/** Replaces the clock (in tests) and returns a function that puts the old one back. */
export function holdClock(clock: () => number): () => void {
  const before = now;
  now = clock;
  return () => {
    now = before;
  };
}
