import type { Platform, Student } from '../gradebook';

/** What the name of an entry at the root of a class's folder says. */
export interface Label {
  platform: Platform;
  student: Student;
  /** The platform's own LATE mark. */
  late: boolean;
  /** The platform's own numbering of submissions; larger is newer. */
  order: number;
  /** When the platform says it came; null where only the file's own time is known. */
  receivedAt: string | null;
}
