import { readFileSync } from 'node:fs';

/** Clock ticks a second in /proc, fixed on Linux. */
const TICKS = 100;

/** CPU seconds a process has used; Infinity where the system does not tell. */
export function cpuSeconds(pid: number | undefined): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Fields 14 and 15 of proc(5); the second field, the name, may hold spaces.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS;
  } catch {
    return Infinity;
  }
}
