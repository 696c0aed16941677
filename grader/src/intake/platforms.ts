import { stem } from './archive';
import type { GradescopeMetadata } from './gradescope';
import type { Label } from './label';

/** Canvas: `lastfirst_LATE_USER_SUBMISSION_name.ipynb`; LATE only where it is. */
const CANVAS = /^([^_]+)_(LATE_)?(\d+)_(\d+)_(.+)$/;
/** Moodle: `Full Name_PARTICIPANT_assignsubmission_file_`, as a folder or before a file's own name. */
const MOODLE = /^(.+)_(\d+)_assignsubmission_file(_.*)?$/;
/** Moodle's other kinds of submission hold no notebook. */
const MOODLE_OTHER = /_assignsubmission_(?!file)/;

/** @returns undefined for an entry that is no submission of this platform. */
export function labelOf(name: string, gradescope: GradescopeMetadata | undefined): Label | undefined {
  if (gradescope) return gradescope.get(name) ?? plain(name);
  if (MOODLE_OTHER.test(name)) return undefined;
  return canvas(name) ?? moodle(name) ?? plain(name);
}

function canvas(name: string): Label | undefined {
  const [, who, late, user, submission] = CANVAS.exec(name) ?? [];
  if (!who || !user || !submission) return undefined;
  const student = { id: user, name: who };
  return {
    platform: 'canvas',
    student,
    late: late !== undefined,
    order: Number(submission),
    receivedAt: null,
  };
}

function moodle(name: string): Label | undefined {
  const [, who, participant] = MOODLE.exec(name) ?? [];
  if (!who || !participant) return undefined;
  const student = { id: participant, name: who };
  return { platform: 'moodle', student, late: false, order: 0, receivedAt: null };
}

function plain(name: string): Label {
  const id = stem(name);
  return { platform: 'folder', student: { id, name: id }, late: false, order: 0, receivedAt: null };
}
