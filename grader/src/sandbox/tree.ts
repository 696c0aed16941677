import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks a second in /proc, fixed on Linux. */
const TICKS = 100;

/** What all processes of one run use together. */
export interface Usage {
  /** CPU seconds used so far by processes that are still there. */
  cpuSeconds: number;
  /** One of them is on a processor, or waits for one. */
  running: boolean;
  /** Memory of their own, in bytes: not what is read from files. */
  memory: number;
  threads: number;
  processes: number;
}

/** Reads what a process and all below it use; undefined where the system does not tell, or it has ended. */
export function usageOf(pid: number | undefined): Usage | undefined {
  if (pid === undefined || process.platform !== 'linux') return undefined;
  const total: Usage = { cpuSeconds: 0, running: false, memory: 0, threads: 0, processes: 0 };
  // What is found grows while it is looked through.
  const found = [pid];
  for (const one of found) {
    if (!add(total, one)) continue;
    found.push(...childrenOf(one));
  }
  return total.processes > 0 ? total : undefined;
}

function add(total: Usage, pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Fields 3, 14, 15 and 20 of proc(5); the second field, the name, may hold spaces.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    total.running ||= fields[0] === 'R';
    total.cpuSeconds += (Number(fields[11]) + Number(fields[12])) / TICKS;
    total.threads += Number(fields[17]);
    total.memory += kilobytes(status, 'RssAnon') * 1024 + kilobytes(status, 'RssShmem') * 1024;
    total.processes++;
    return true;
  } catch {
    return false; // It has just ended.
  }
}

function kilobytes(status: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s*(\\d+) kB`, 'm').exec(status)?.[1] ?? 0);
}

/** A process's children belong to the thread that made them. */
function childrenOf(pid: number): number[] {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    return threads.flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    );
  } catch {
    return [];
  }
}
