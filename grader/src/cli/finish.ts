/** Waits for a command and keeps its exit code. */
export type Finish = (command: Promise<number>) => Promise<void>;
