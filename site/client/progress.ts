import { everything, keep, recall, wipe } from './store';

/** What was done in one lesson. */
interface Done {
  read?: boolean;
  solved?: string[];
}

type Progress = Record<string, Done>;

/** Marks a lesson as read when its end has been seen. */
export function watchReading(): void {
  const slug = document.body.dataset.lesson;
  const end = document.querySelector('.neighbours');
  if (!slug || !end) return;
  const seen = new IntersectionObserver((entries) => {
    if (entries.some(({ isIntersecting }) => isIntersecting)) note(slug, (done) => ({ ...done, read: true }));
  });
  seen.observe(end);
}

/** Marks a question as solved. */
export function noteSolved(slug: string, question: string): void {
  note(slug, (done) => ({ ...done, solved: [...new Set([...(done.solved ?? []), question])] }));
}

function note(slug: string, change: (done: Done) => Done): void {
  const progress = recall<Progress>('progress', {});
  keep('progress', { ...progress, [slug]: change(progress[slug] ?? {}) });
}

/** The course page says what was read and solved, exports it and wipes it. */
export function showProgress(): void {
  const place = document.querySelector('#progress .progress-text');
  if (!place) return;
  const lines = Object.entries(recall<Progress>('progress', {})).sort(([a], [b]) => (a < b ? -1 : 1));
  if (lines.length > 0) place.textContent = lines.map(lineOf).join(' · ');
  document.getElementById('export-progress')?.addEventListener('click', () => {
    download('unstuck-progress.json', JSON.stringify(everything(), null, 1));
  });
  document.getElementById('wipe-progress')?.addEventListener('click', () => {
    wipe();
    place.textContent = 'Nothing yet.';
  });
}

function lineOf([slug, { read, solved = [] }]: [string, Done]): string {
  const parts = [
    ...(read ? ['read'] : []),
    ...(solved.length > 0 ? [`solved: ${solved.sort().join(', ')}`] : []),
  ];
  return `${slug}: ${parts.join(', ')}`;
}

/** Offers a text as a file. */
export function download(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text]));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
