import { FileProblem, isIgnored } from './tree';

/** How one student's archive is bounded; more than that is a bomb or a mistake. */
export interface ArchiveLimits {
  entries: number;
  /** Bytes unpacked, over all that is read of it. */
  bytes: number;
}

export const STUDENT_LIMITS: ArchiveLimits = { entries: 10_000, bytes: 256 * 1024 * 1024 };
/** For the archive of a whole class: a thousand students with a hundred files each, read one at a time. */
export const CLASS_LIMITS: ArchiveLimits = { entries: 200_000, bytes: Number.POSITIVE_INFINITY };

/** Whether any folder on the way to it, or the file itself, is never part of a submission. */
export function isHidden(path: string): boolean {
  return path.split('/').some(isIgnored);
}

/** @throws FileProblem when a path leads out of the archive. */
export function checkPath(path: string): string {
  const parts = path.split(/[\\/]/);
  if (path.startsWith('/') || /^[a-z]:/i.test(path) || parts.includes('..') || path.includes('\0'))
    throw unsafe(`it names a file outside itself (${path.slice(0, 80)})`);
  return parts.filter((part) => part !== '' && part !== '.').join('/');
}

export function unsafe(why: string): FileProblem {
  return new FileProblem('rejected', 'unsafe-archive', `was not unpacked: ${why}; pack it again`);
}

export function notAnArchive(why: string): FileProblem {
  return new FileProblem('rejected', 'not-an-archive', `cannot be unpacked (${why}); pack it again`);
}

export function bomb(why: string): FileProblem {
  return new FileProblem('rejected', 'too-large', `was not unpacked: ${why}; hand in just the notebook`);
}
