import { parse } from 'yaml';
import { z } from 'zod';
import type { Student } from '../gradebook';
import type { Label } from './label';
import { FileProblem } from './tree';

/** The file beside Gradescope's `submission_N` folders that says whose they are. */
export const METADATA = 'submission_metadata.yml';

/** Folder name -> what is known of it. */
export type GradescopeMetadata = ReadonlyMap<string, Label>;

/** Ruby writes its symbols with a colon in front. */
const metadataSchema = z.record(
  z.string(),
  z.looseObject({
    ':submitters': z
      .array(
        z.looseObject({
          ':name': z.string().nullish(),
          ':sid': z.union([z.string(), z.number()]).nullish(),
          ':email': z.string().nullish(),
        }),
      )
      .min(1),
    ':created_at': z.union([z.string(), z.date()]).nullish(),
  }),
);
type Entry = z.infer<typeof metadataSchema>[string];

/**
 * Reads `submission_metadata.yml` of a Gradescope export.
 *
 * @throws FileProblem when it is not as Gradescope writes it.
 */
export function readMetadata(text: string): GradescopeMetadata {
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    throw broken((error as Error).message.split('\n')[0]!);
  }
  const { data, error } = metadataSchema.safeParse(value);
  if (error) throw broken(z.prettifyError(error));
  return new Map(Object.entries(data).map(([folder, entry]) => [folder, labelOf(folder, entry)]));
}

function labelOf(folder: string, entry: Entry): Label {
  const number = /(\d+)$/.exec(folder)?.[1];
  return {
    platform: 'gradescope',
    student: studentOf(folder, entry[':submitters']),
    late: false,
    order: Number(number ?? 0),
    receivedAt: timeOf(entry[':created_at']),
  };
}

/** A group is one student to the gradebook: its members' numbers together are its id. */
function studentOf(folder: string, submitters: Entry[':submitters']): Student {
  const people = submitters.map((one) => ({
    id: String(one[':sid'] ?? one[':email'] ?? one[':name'] ?? folder),
    name: one[':name'] ?? one[':email'] ?? folder,
    ...(one[':email'] ? { email: one[':email'] } : {}),
  }));
  const [first, ...others] = people;
  return {
    id: people
      .map(({ id }) => id)
      .sort()
      .join('+'),
    name: people.map(({ name }) => name).join(', '),
    ...(first?.email ? { email: first.email } : {}),
    ...(others.length > 0 ? { others: others.map(({ id: _, ...person }) => person) } : {}),
  };
}

function timeOf(value: string | Date | null | undefined): string | null {
  if (!value) return null;
  // Ruby: 2026-02-03 10:11:12.345678000 Z
  const text = value instanceof Date ? value.toISOString() : value.trim();
  const [, day, time, zone] =
    /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d{1,3})?)\d*\s*(.*)$/.exec(text) ?? [];
  if (!day || !time) return null;
  const at = Date.parse(`${day}T${time}${zone && zone !== 'UTC' ? zone.replace(' ', '') : 'Z'}`);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

function broken(why: string): FileProblem {
  return new FileProblem('unsure', 'bad-metadata', `${METADATA} is not as Gradescope writes it: ${why}`);
}
