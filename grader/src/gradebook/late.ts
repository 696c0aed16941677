import { z } from 'zod';
import type { Penalty, Platform } from './records';

const when = z.iso.datetime({ offset: true });

export const lateSchema = z.strictObject({
  /** When work is due, with the offset (`2026-03-01T23:59:00+01:00`): once for all, or by lesson. */
  due: z.union([when, z.record(z.string(), when)]).optional(),
  /** Minutes after that which count as in time. */
  graceMinutes: z.number().nonnegative().default(0),
  /** Percent of the score that each day begun takes off. */
  percentPerDay: z.number().min(0).max(100),
  /** Most that lateness takes off, in percent. */
  mostPercent: z.number().min(0).max(100).default(100),
});
/** The rule for late work. Where only the platform's LATE mark is known, it is one day. */
export type LateRule = z.infer<typeof lateSchema>;

/** What a penalty follows from. */
interface HandedIn {
  platform: Platform;
  lesson: string | null;
  receivedAt: string | null;
  late: boolean;
}

const HOUR = 3_600_000;

/** Whether it came after it was due; the platform's own mark where no due time is known. */
export function isLate(handedIn: HandedIn, rule: LateRule | undefined): boolean {
  const hours = hoursLate(handedIn, rule);
  return hours === undefined ? handedIn.late : hours > 0;
}

/** What lateness takes off a score; undefined where nothing. */
export function penaltyFor(
  handedIn: HandedIn,
  score: number,
  rule: LateRule | undefined,
): Penalty | undefined {
  if (!rule || !isLate(handedIn, rule)) return undefined;
  const hours = hoursLate(handedIn, rule);
  const days = hours === undefined ? 1 : Math.ceil(hours / 24);
  const percent = Math.min(days * rule.percentPerDay, rule.mostPercent);
  const late = hours === undefined ? 'marked late by the platform' : `${span(hours)} late`;
  const because = `${late}, ${rule.percentPerDay} % a day begun, at most ${rule.mostPercent} %`;
  // Whole hundredths: 0.1 + 0.2 has no place in a gradebook.
  return { percent, points: Math.round(score * percent) / 100, because };
}

function span(hours: number): string {
  return hours <= 48 ? `${Math.ceil(hours)} h` : `${Math.ceil(hours / 24)} days`;
}

/** Hours after the due time; 0 within the grace; undefined where one of the times is not known. */
function hoursLate(
  { platform, lesson, receivedAt }: HandedIn,
  rule: LateRule | undefined,
): number | undefined {
  // The files of its download carry the time of the download; what was late it marks itself.
  if (platform === 'canvas') return undefined;
  const due = typeof rule?.due === 'string' ? rule.due : rule?.due?.[lesson ?? ''];
  if (!rule || due === undefined || receivedAt === null) return undefined;
  const late = Date.parse(receivedAt) - Date.parse(due);
  return late <= rule.graceMinutes * 60_000 ? 0 : late / HOUR;
}
