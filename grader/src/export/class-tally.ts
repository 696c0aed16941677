import type { SubmissionRecord } from '../gradebook/records';

/** A submission as the summary names it. */
export interface Mention {
  id: string;
  name: string;
  lesson: string;
}

/** How the answers to one question came out. */
export interface QuestionTally {
  passed: number;
  failed: number;
  unsure: number;
  /** Reason -> those whose answer it was. */
  reasons: Map<string, Mention[]>;
}

export interface LessonTally {
  /** Final scores, as shares of the full marks. */
  shares: number[];
  /** Every submission that counts, with its points. */
  everybody: (Mention & Pick<SubmissionRecord, 'finalScore' | 'maxScore' | 'late'>)[];
  questions: Map<string, QuestionTally>;
}

/** What the instructor's summary tells; it grows by one submission at a time and holds no answers. */
export class ClassTally {
  readonly lessons = new Map<string, LessonTally>();
  readonly slowest: (Mention & { seconds: number })[] = [];
  readonly forAPerson: (Mention & { why: string })[] = [];
  readonly students = new Set<string>();
  submissions = 0;

  add(submission: SubmissionRecord): void {
    const { id, student, lesson, questions, finalScore, maxScore, late, seconds } = submission;
    const mention = { id, name: student.name, lesson: lesson ?? '' };
    this.submissions++;
    this.students.add(student.id);
    this.noteSlow({ ...mention, seconds });
    this.notePerson(submission, mention);
    if (lesson === null) return;
    const tally = entry(this.lessons, lesson, () => ({ shares: [], everybody: [], questions: new Map() }));
    if (maxScore > 0) tally.shares.push(finalScore / maxScore);
    tally.everybody.push({ ...mention, finalScore, maxScore, late });
    for (const question of questions) addQuestion(tally, question, mention);
  }

  private noteSlow(one: Mention & { seconds: number }): void {
    this.slowest.push(one);
    this.slowest.sort((a, b) => b.seconds - a.seconds).splice(MOST_SLOW);
  }

  private notePerson({ state, problem, questions }: SubmissionRecord, mention: Mention): void {
    if (state !== 'unsure' && state !== 'waiting') return;
    const open = questions.filter(({ status, override }) => status === 'inconclusive' && !override);
    const answers = open.map(({ id, reason }) => `${id}: ${reason}`).join(', ');
    const why = problem ? `${problem.reason}: ${problem.message}` : answers || 'no verdict yet';
    this.forAPerson.push({ ...mention, why });
  }
}

/** Slow submissions that are named. */
const MOST_SLOW = 10;

function addQuestion(
  { questions }: LessonTally,
  { id, status, reason }: SubmissionRecord['questions'][number],
  mention: Mention,
): void {
  const tally = entry(questions, id, () => ({ passed: 0, failed: 0, unsure: 0, reasons: new Map() }));
  if (status === 'pass') tally.passed++;
  else if (status === 'inconclusive') tally.unsure++;
  else tally.failed++;
  if (status !== 'pass') entry(tally.reasons, reason, () => []).push(mention);
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}
