import { type Generator, generator } from 'unstuck/random';
import { readAnswer, starterHashes } from './answer';
import { disguises } from './disguise.fixture';
import { type KnownQuestion, knownQuestions } from './known-answers.fixture';
import { type SimilarPair, similarPairs } from './pairs';
import type { Work } from './work';

const questions = knownQuestions();
/** Right answers to a training question are one author's variations of one network: copies, as far as they are alike. */
const independent = questions.filter(({ kind }) => kind !== 'training');
const ALL = { least: 0, tokens: 0 };
/** Own tokens of an answer that can be told from chance, with room for what is lost at the edges. */
const LONG_ENOUGH = 40;

const work = (student: string, answers: Record<string, string>): Work => ({
  id: student,
  student,
  name: student,
  answers,
});

function compareTwo({ question, given }: KnownQuestion, a: string, b: string, options = {}): SimilarPair[] {
  const works = [work('a', { [question]: a }), work('b', { [question]: b })];
  return similarPairs(works, given, options);
}

const longOnes = questions.flatMap((question) => {
  const own = (source: string) =>
    readAnswer(source, new Set(question.given.flatMap(starterHashes))).ownTokens;
  const sources = question.answers.map(({ source }) => source).filter((source) => own(source) >= LONG_ENOUGH);
  return sources.map((source) => ({ question, source }));
});

describe.each(Object.entries(disguises))('copies with %s', (name, disguise) => {
  const found = longOnes.map(({ question, source }) => compareTwo(question, source, disguise(source)));

  test('are found', () => {
    expect(found.length).toBeGreaterThan(20);
    const missed = found.filter((pairs) => pairs.length === 0).length;
    // Without its types an answer has other tokens; half of such copies still show.
    expect(missed).toBeLessThanOrEqual(name === 'compiled: no types' ? found.length / 2 : 0);
  });
});

test('independent right answers of one question share few tokens, and none of them is reported', () => {
  const pairs = independent.flatMap((question) =>
    pairsOf(question.answers).flatMap(([a, b]) => compareTwo(question, a.source, b.source, ALL)),
  );
  expect(Math.max(...pairs.map(({ shared }) => shared))).toBeLessThanOrEqual(12);
});

test('two whole submissions of independent answers are not reported, however alike their answers are', () => {
  for (const ofLesson of byLesson(independent)) {
    const closest = ofLesson.map((question) => ({ question, pair: closestPair(question) }));
    const side = (i: 0 | 1) =>
      Object.fromEntries(closest.map(({ question, pair }) => [question.question, pair[i].source]));
    expect(similarPairs([work('a', side(0)), work('b', side(1))], ofLesson[0]!.given)).toEqual([]);
  }
});

test("the untouched starter is nobody's own", () => {
  for (const ofLesson of byLesson(questions)) {
    const stubs = stubsOf(ofLesson);
    const pairs = similarPairs([work('a', stubs), work('b', stubs)], ofLesson[0]!.given, ALL);
    expect(pairs.filter(({ shared }) => shared > 0)).toEqual([]);
  }
});

describe('a class of 30', () => {
  const { question, given } = questions.find(
    ({ lesson, question }) => lesson.startsWith('03') && question === 'q1',
  )!;
  const draw = generator(1);
  const works = Array.from({ length: 30 }, (_, i) => work(`student ${i}`, { [question]: program(draw) }));
  const find = (some: Work[]) => similarPairs(some, given);
  const names = (pairs: SimilarPair[]) => pairs.map(({ works: [a, b] }) => `${a.student}, ${b.student}`);

  test('without a copy none is reported', () => {
    expect(find(works)).toEqual([]);
  });

  test('one copy among them is reported, and where it is', () => {
    const copy = `${program(draw)}\n${works[7]!.answers[question]}`;
    const pairs = find(works.with(21, work('student 21', { [question]: copy })));
    expect(names(pairs)).toEqual(['student 7, student 21']);
    const [{ sources, ranges }] = pairs[0]!.questions as [SimilarPair['questions'][number]];
    const copied = works[7]!.answers[question]!.length;
    const from = sources[1].length - copied;
    const marked = ranges[1].reduce((sum, [start, end]) => sum + Math.max(0, end - Math.max(start, from)), 0);
    // All of it, but for what a third of the class happens to write.
    expect(marked).toBeGreaterThan(0.7 * copied);
  });

  test("what two thirds of the class wrote is nobody's own", () => {
    const shared = program(draw);
    const same = works.map((one, i) => (i % 3 ? work(one.student, { [question]: shared }) : one));
    expect(find(same)).toEqual([]);
  });

  test('no more pairs are reported than are asked for', () => {
    const copies = works.slice(0, 8).map((one) => ({ ...one, answers: works[0]!.answers }));
    expect(find(copies).length).toBe(28);
    expect(similarPairs(copies, given, { most: 3 }).length).toBe(3);
  });

  test('two submissions of one student are not compared', () => {
    expect(find([works[0]!, { ...works[0]!, id: 'again' }])).toEqual([]);
  });
});

test.each([
  ['deep nesting', '('.repeat(200_000)],
  ['no code', '\u0000\uD800 `${ /* "'],
  ['nothing', ''],
])('%s is read without harm', (_what, source) => {
  expect(similarPairs([work('a', { q1: source }), work('b', { q1: source })], [])).toEqual([]);
});

/** A function of statements drawn at random: no two are alike but for chance. */
function program(draw: Generator): string {
  const pick = (list: string[]) => list[Math.floor(draw() * list.length)]!;
  const operand = () => pick(['a', 'b', 'x.length', '2', 'Math.sqrt(b)', 'y[0]', 'x.map((v) => v + 1)[1]']);
  const value = () => `${operand()} ${pick(['+', '-', '*', '/'])} ${operand()}`;
  const statement = () =>
    pick([
      `const ${pick(['p', 'q'])} = ${value()};`,
      `if (${value()} < ${operand()}) return [${value()}];`,
      `for (const v of x) a += ${value()};`,
      `while (${operand()} > ${operand()}) b -= ${value()};`,
      `y.push(${value()}, ${value()});`,
    ]);
  return `function f(x, y, a, b) {\n${Array.from({ length: 12 }, statement).join('\n')}\n}`;
}

function byLesson(of: KnownQuestion[]): KnownQuestion[][] {
  const slugs = [...new Set(of.map(({ lesson }) => lesson))];
  return slugs.map((slug) => of.filter(({ lesson }) => lesson === slug));
}

function stubsOf(ofLesson: KnownQuestion[]): Record<string, string> {
  return Object.fromEntries(ofLesson.map(({ question, stub }) => [question, stub]));
}

function pairsOf<T>(list: readonly T[]): [T, T][] {
  return list.flatMap((a, i) => list.slice(0, i).map((b): [T, T] => [a, b]));
}

function closestPair(question: KnownQuestion) {
  const measured = pairsOf(question.answers).map((pair) => {
    const [found] = compareTwo(question, pair[0].source, pair[1].source, ALL);
    return { pair, shared: found?.shared ?? 0 };
  });
  return measured.sort((a, b) => b.shared - a.shared)[0]!.pair;
}
