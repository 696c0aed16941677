import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Two digits and small words. */
export const SLUG = /^\d\d-[a-z0-9]+(-[a-z0-9]+)*$/;

/** Where the name of a file is the name of a lesson, and what makes the file where it is missing. */
const TREES = [
  { folder: 'solutions', end: '.ts', mend: 'write it, in percent format' },
  { folder: 'notebooks', end: '.ipynb', mend: 'run: npx unstuck dev sync' },
  { folder: 'grader/specs', end: '/questions.json', mend: 'write it' },
  { folder: 'grader/specs', end: '/spec.test.ts', mend: 'write it' },
  { folder: 'solutions/claims', end: '.ts', mend: 'write it' },
  { folder: 'solutions/claims', end: '.json', mend: 'run: npx unstuck dev claim SLUG' },
];

/** Every lesson that has a part anywhere, in order. */
export function slugsIn(root: string): string[] {
  const names = ['solutions', 'notebooks', 'grader/specs'].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => basename(basename(name, '.ts'), '.ipynb')),
  );
  return [...new Set(names)].filter((name) => SLUG.test(name)).sort();
}

/** Says which parts of a lesson are missing. */
export function checkMirror(root: string, slug: string): string[] {
  const missing = TREES.filter(({ folder, end }) => !existsSync(join(root, folder, slug + end)));
  return [
    ...missing.map(
      ({ folder, end, mend }) => `${folder}/${slug}${end} is missing; ${mend.replace('SLUG', slug)}`,
    ),
    ...checkCourse(readFileSync(join(root, 'course.md'), 'utf8'), slug),
  ];
}

function checkCourse(course: string, slug: string): string[] {
  const number = Number(slug.slice(0, 2));
  const section = new RegExp(`^### ${number}\\. `, 'm');
  return [
    ...(course.includes(`(notebooks/${slug}.ipynb)`)
      ? []
      : [`course.md has no link to notebooks/${slug}.ipynb; add it to the table of lessons`]),
    ...(section.test(course) ? [] : [`course.md has no section for ${slug}; add "### ${number}. Title"`]),
  ];
}
