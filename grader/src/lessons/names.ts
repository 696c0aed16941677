import { closest, distance } from 'fastest-levenshtein';
import { findLesson, type Lesson, lessonSlugs } from '.';

/** Words further than this share of their letters from every name are not taken for a slip. */
const FAR = 0.5;

/**
 * Finds a lesson by what a person types: its slug, its number (`1`, `01`), the path of its notebook, or a part of its
 * name that no other lesson has.
 *
 * @throws Error with the lesson that was probably meant, or the lessons there are.
 */
export function lessonNamed(text: string): Lesson {
  const slugs = lessonSlugs();
  const word = bare(text);
  const found = slugs.filter((slug) => slug === word || numberOf(slug) === Number(word));
  const parts = found.length > 0 ? found : slugs.filter((slug) => word !== '' && slug.includes(word));
  if (parts.length === 1) return findLesson(parts[0]!);
  if (parts.length > 1)
    throw new Error(`lesson: "${text}" is a part of several names: ${parts.join(', ')}; give more of it`);
  throw new Error(`lesson: there is none called "${text}"${suggestion(word, slugs)}`);
}

/**
 * Finds a question of a lesson by its id.
 *
 * @throws Error with the questions there are.
 */
export function questionNamed(lesson: Lesson, id: string): string {
  const ids = Object.keys(lesson.questions);
  const word = id.toLowerCase();
  if (ids.includes(word)) return word;
  // Their ids are too much alike to guess.
  throw new Error(`question: ${lesson.slug} has none called "${id}"; it has: ${ids.join(', ')}`);
}

/** Whether a word names a question rather than a lesson: `q2`. */
export function isQuestionId(word: string): boolean {
  return /^q\d+$/i.test(word);
}

function bare(text: string): string {
  const [file = ''] = text.split(/[\\/]/).slice(-1);
  return file.toLowerCase().replace(/\.ipynb$/, '');
}

function numberOf(slug: string): number {
  return Number(slug.slice(0, 2));
}

/** The nearest name, by the slug or by its words alone; all of them where none is near. */
function suggestion(word: string, names: readonly string[]): string {
  const forms = new Map(names.flatMap((name) => [name, name.slice(3)].map((form) => [form, name])));
  const near = closest(word, [...forms.keys()].filter(Boolean));
  if (word !== '' && distance(word, near) <= FAR * near.length) return `. Did you mean ${forms.get(near)}?`;
  return `; there are: ${names.join(', ')}`;
}
