import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findLesson, lessonSlugs, type Question } from '../lessons';
import { readSubmission } from '../notebook';
import { givenIn } from './given';

/** A right answer of the repository; each was written by itself. */
interface KnownAnswer {
  name: string;
  source: string;
}

/** A question with the stub that students get, and its right answers. */
export interface KnownQuestion {
  lesson: string;
  question: string;
  kind: Question['kind'];
  stub: string;
  /** All code of the lesson's notebook, the stub too. */
  given: string[];
  answers: KnownAnswer[];
}

export function knownQuestions(): KnownQuestion[] {
  return lessonSlugs().flatMap((slug) => {
    const { questions, notebook, spec } = findLesson(slug);
    const stubs = readSubmission(notebook).questions;
    const given = givenIn(slug);
    return Object.keys(questions).map((question) => ({
      lesson: slug,
      question,
      kind: questions[question]!.kind,
      stub: stubs.get(question)!,
      given,
      answers: rightAnswers(join(dirname(spec), 'answers', question)),
    }));
  });
}

function rightAnswers(folder: string): KnownAnswer[] {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith('right-')) : [];
  return names.map((name) => ({ name, source: readFileSync(join(folder, name), 'utf8') }));
}
