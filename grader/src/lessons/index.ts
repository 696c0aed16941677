import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** The checkout: the folder that holds notebooks/, solutions/ and grader/. */
export const root = join(__dirname, '..', '..', '..');

const questionsSchema = z.record(
  z.string(),
  z.object({
    title: z.string(),
    kind: z.enum(['function', 'training', 'diagnosis', 'formula']),
    points: z.number().positive(),
    /** Where in the lesson to read when points were lost. */
    read: z.string(),
    /** Where to look; what to compute; nearly the answer. */
    hints: z.tuple([z.string().min(1), z.string().min(1), z.string().min(1)]),
  }),
);

/** One question of a lesson, as `questions.json` beside the spec states it. */
export type Question = z.infer<typeof questionsSchema>[string];

/** A lesson: one slug, the same name in notebooks/, solutions/ and grader/specs/. */
export interface Lesson {
  slug: string;
  /** Questions by id, in order. */
  questions: Record<string, Question>;
  spec: string;
  notebook: string;
  master: string;
}

const specs = join(root, 'grader', 'specs');

/**
 * Reads a `questions.json`.
 *
 * @throws Error that says which part of it is not as it must be.
 */
export function readQuestions(file: string): Record<string, Question> {
  const { data, error } = questionsSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (error) throw new Error(z.prettifyError(error));
  return data;
}

/** Slugs of all lessons, in order. */
export function lessonSlugs(): string[] {
  return readdirSync(specs)
    .filter((name) => existsSync(join(specs, name, 'questions.json')))
    .sort();
}

/**
 * Finds a lesson by its slug.
 *
 * @throws Error that lists the lessons there are.
 */
export function findLesson(slug: string): Lesson {
  const slugs = lessonSlugs();
  if (!slugs.includes(slug))
    throw new Error(`lesson: there is none called "${slug}"; there are: ${slugs.join(', ')}`);
  return {
    slug,
    questions: readQuestions(join(specs, slug, 'questions.json')),
    spec: join(specs, slug, 'spec.test.ts'),
    notebook: join(root, 'notebooks', `${slug}.ipynb`),
    master: join(root, 'solutions', `${slug}.ts`),
  };
}
