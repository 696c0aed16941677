import { type Submission, submissionOf } from '../notebook';
import { hashOfAnswer, readProgress, untouchedNotebook } from '../progress';

/** An answer that stands in a notebook, to be graded. */
export interface ChangedAnswer {
  lesson: string;
  question: string;
  source: string;
}

/** What is known of the answers of one lesson: from it follows which of them changed. */
export class Answers {
  private readonly known: Map<string, string>;

  /** Begins with what was graded before, and with the stubs. */
  constructor(private readonly lesson: string) {
    const kept = Object.entries(readProgress().lessons[lesson] ?? {});
    const judged = kept.flatMap(([id, { answer }]) => (answer ? [[id, answer] as const] : []));
    const stubs = [...submissionOf(untouchedNotebook(lesson)).questions].map(
      ([id, source]) => [id, hashOfAnswer(source)] as const,
    );
    this.known = new Map([...stubs, ...judged]);
  }

  /** The answers that changed since this was last asked, in the lesson's order. */
  changed({ questions }: Submission): ChangedAnswer[] {
    const changed = [...questions].filter(([id, source]) => this.known.get(id) !== hashOfAnswer(source));
    for (const [id, source] of changed) this.known.set(id, hashOfAnswer(source));
    return changed.map(([question, source]) => ({ lesson: this.lesson, question, source }));
  }
}
