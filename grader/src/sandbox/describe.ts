import { chooseWalls } from './walls';
import { groupHome } from './walls/cgroup';
import {
  cpuSeconds,
  FILE_MEGABYTES,
  FOLDER_MEGABYTES,
  type Limits,
  LOADING_SECONDS,
  memoryMegabytes,
  mostThreads,
  OPEN_FILES,
  OUTPUT_MEGABYTES,
  PATIENCE,
} from './walls/limits';

/** How students' code is held on this machine. */
export interface Isolation {
  sandbox: 'bubblewrap' | 'node';
  /** Why it is not bubblewrap, and what would change that. */
  weaker: { why: string; remedy: string } | null;
  /** What counts the memory of all processes together. The kernel limits each one besides. */
  memory: 'control group' | 'watchdog' | 'none';
  /** Each limit and its value, with the unit. */
  limits: Record<string, string>;
}

/** Says how a run with these limits is held. @throws Error as `chooseWalls`. */
export function describeIsolation(limits: Limits): Isolation {
  const walls = chooseWalls();
  return {
    sandbox: walls.kind,
    weaker: walls.kind === 'node' ? { why: walls.why, remedy: walls.remedy } : null,
    memory: counting(walls.kind),
    limits: {
      memory: `${memoryMegabytes(limits)} MB`,
      'JavaScript heap': `${limits.heapMegabytes} MB`,
      threads: String(mostThreads()),
      'processor time': `${cpuSeconds(limits)} s`,
      loading: `${LOADING_SECONDS} s`,
      'a cell': `${limits.cellSeconds} s`,
      'what is asked of it': `${limits.probeSeconds} s`,
      'on a busy machine': `up to ${PATIENCE} times these seconds`,
      'printed output': `${OUTPUT_MEGABYTES} MB`,
      'a file': `${FILE_MEGABYTES} MB`,
      'its folder': walls.kind === 'bubblewrap' ? `${FOLDER_MEGABYTES} MB, in memory` : 'not limited',
      'open files': String(OPEN_FILES),
    },
  };
}

function counting(kind: Isolation['sandbox']): Isolation['memory'] {
  if (kind === 'bubblewrap' && groupHome()) return 'control group';
  return process.platform === 'linux' ? 'watchdog' : 'none';
}

/**
 * One line for who grades behind the weaker walls; undefined behind the stronger ones.
 *
 * @param required refuse to grade behind the weaker ones.
 * @throws Error when it is required and not there.
 */
export function isolationNote(required: boolean): string | undefined {
  const walls = chooseWalls();
  if (walls.kind === 'bubblewrap') return undefined;
  const { why, remedy } = walls;
  if (required) throw new Error(`--require-sandbox: ${why}. To mend it: ${remedy}.`);
  return `Isolation is weaker here: ${why}. Students' code is held by Node's permission model alone, which leaves the network open and does not bind native code. For a real sandbox: ${remedy}.`;
}
