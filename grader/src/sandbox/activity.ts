import { readFileSync } from 'node:fs';

/** Clock ticks a second in /proc, fixed on Linux. */
const TICKS = 100;

/** What the system says a process is doing. */
export interface Activity {
  /** CPU seconds used so far. */
  cpuSeconds: number;
  /** On a processor, or waiting for one. */
  running: boolean;
}

/** Reads a process's activity; undefined where the system does not tell. */
export function activity(pid: number | undefined): Activity | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Fields 3, 14 and 15 of proc(5); the second field, the name, may hold spaces.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS, running: fields[0] === 'R' };
  } catch {
    return undefined;
  }
}

/** Whether a process computed, rather than waited, since an earlier reading. True where nobody can tell. */
export function isComputing(pid: number | undefined, before: Activity | undefined, seconds: number): boolean {
  const after = activity(pid);
  if (!before || !after) return true;
  // A tenth, since other processes may take the rest of the machine.
  return after.running || after.cpuSeconds - before.cpuSeconds > seconds / 10;
}
