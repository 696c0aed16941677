import { spawnSync } from 'node:child_process';
import { ClassTally } from '../class-tally';
import { HOSTILE, lesson, question, submission } from '../gradebook.fixture';
import { curve } from './curve';
import { feedbackPage } from './feedback';
import { html } from './html';
import { similarPage } from './similar';
import { summaryPage } from './summary';

const loss = [7.81, 8.02, 8.06];
const lost = question('q2', {
  status: 'fail',
  reason: 'no-convergence',
  message: 'test accuracy: 0.5, expected at least 0.9.',
  evidence: { seed: 987654321, loss, measures: { 'test accuracy': 0.5 }, heldOutLabels: [1, 0, 1, 1] },
});
const ours = question('q3', {
  status: 'inconclusive',
  reason: 'grader-error',
  message: 'at judge (/opt/course/grader/dist/judge/question.js:12:3)',
  evidence: { error: 'Error at /opt/course/grader/dist/judge/question.js:12:3' },
});
const hostile = submission(HOSTILE, {
  id: '../..//"><script>',
  questions: ['q1', 'q2', 'q3', 'q4'].map((id) =>
    question(id, {
      status: 'fail',
      reason: HOSTILE,
      message: HOSTILE,
      source: HOSTILE,
      override: { score: 0, reason: HOSTILE, at: '' },
      evidence: {
        measures: { [HOSTILE]: 1 },
        loss: [1, 2],
        runs: [{ pass: false, measures: { [HOSTILE]: 2 } }],
      },
    }),
  ),
  problem: { reason: HOSTILE, message: HOSTILE },
  state: 'unsure',
});
const feedback = feedbackPage(submission('Ada', { questions: [question('q1'), lost, ours] }), lesson());

function summary(...submissions: (typeof hostile)[]): string {
  const tally = new ClassTally();
  for (const one of submissions) tally.add(one);
  return summaryPage(tally, [lesson()]);
}

function similar(): string {
  const work = { id: 'a', student: HOSTILE, name: HOSTILE, answers: {} };
  const answer = { question: 'q1', similarity: 1, shared: 40 };
  const ranges: [[number, number][], [number, number][]] = [[[3, 20]], [[0, HOSTILE.length]]];
  const questions = [{ ...answer, sources: [HOSTILE, HOSTILE] as [string, string], ranges }];
  const pair = { works: [work, work] as [typeof work, typeof work], similarity: 1, shared: 40, questions };
  return similarPage([{ lesson: '01-unnormalized-input', pairs: [pair] }]);
}

describe.each([
  ['feedback', feedbackPage(hostile, lesson())],
  ['summary', summary(hostile, submission('Ada'))],
  ['similar', similar()],
])('the %s page of a hostile submission', (_name, text) => {
  test('holds no markup of the submission, as a browser reads it', () => {
    expect(elementsIn(text)).toEqual(expect.arrayContaining(['html', 'main', 'h1']));
    for (const element of ['script', 'img', 'b', 'link', 'iframe'])
      expect(elementsIn(text)).not.toContain(element);
    expect(text).toContain('&lt;script&gt;');
  });

  test('asks for nothing from anywhere, and runs nothing', () => {
    expect(text).not.toMatch(/\b(src|srcset|onerror|onload)=(?!x onerror)["']/);
    expect(text).not.toMatch(/https?:|url\(|@import|javascript:/);
    expect(text).toContain("default-src 'none'");
  });

  test('holds no control character and no mark that turns text round', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
    expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202a-\u202e\u2066-\u2069]/);
    expect(Buffer.from(text).toString()).toBe(text);
  });
});

describe('feedback', () => {
  test('says of a lost point what was expected, what came, and what to read; of a passed one nothing', () => {
    expect(feedback).toContain('test accuracy: 0.5, expected at least 0.9.');
    expect(feedback).toContain('Read again: <em>The fix</em>');
    expect(feedback).not.toContain('The cause, by hand');
  });

  test('says once what is wrong with the whole notebook, and sends nobody to read for it', () => {
    const broken = { status: 'error', reason: 'not-json', message: 'is not JSON', source: null } as const;
    const page = (...last: Parameters<typeof question>) =>
      feedbackPage(submission('Hal', { questions: [question('q1', broken), question(...last)] }), lesson());
    const once = page('q2', broken);
    expect(once.split('is not JSON')).toHaveLength(2);
    expect(once).not.toContain('Read again');
    const override = { score: 4, reason: 'handed in on paper', at: '' };
    for (const other of [
      { ...broken, override },
      { ...broken, message: 'no answer' },
    ])
      expect(page('q2', other)).toContain('Read again');
  });

  test("shows the student's own curve", () => {
    expect(feedback).toContain('<polyline class="line" points="52,');
    expect(feedback).toContain('Your training loss: 7.81 after the first epoch, 8.06 after the last of 3.');
  });

  test('shows no seed, no label, no path and no stack of the grader', () => {
    expect(feedback).not.toContain('987654321');
    expect(feedback).not.toContain('heldOutLabels');
    expect(feedback).not.toContain('/opt/course');
    expect(feedback).toContain('a person will look');
  });

  test('malformed evidence is left out', () => {
    const odd = { loss: 'high', measures: [1], runs: { length: 3 } };
    const text = feedbackPage(submission('Ada', { questions: [{ ...lost, evidence: odd }] }), lesson());
    expect(text).toContain('expected at least 0.9');
    expect(text).not.toContain('<svg');
  });
});

describe('the curve', () => {
  test('stops where a value is not finite, and says so', () => {
    const { markup } = curve('Loss', [1, 4, null, null])!;
    expect(markup).toContain('points="52,137.2 191.3,44.8"');
    expect(markup).toContain('not finite from epoch 3 on');
  });

  test.each([
    ['falls', [2, 1, 0.5], '52,14 261,91 470,129.5'],
    ['stands at zero', [0, 0], '52,168 470,168'],
  ])('%s', (_what, values, points) => {
    expect(curve('Loss', values)!.markup).toContain(`points="${points}"`);
  });

  test('is not drawn of one value', () => {
    expect(curve('Loss', [1])).toBeUndefined();
  });
});

test('the summary counts by question and by reason, and names who needs a person', () => {
  const unsure = submission('Emmy', { state: 'unsure', questions: [question('q1'), lost, ours] });
  const text = summary(submission('Ada'), submission('Grace', { questions: [question('q1'), lost] }), unsure);
  expect(text).toContain('1 passed, 2 failed, 0 for a person');
  expect(text).toContain('no-convergence 2');
  expect(text).toMatch(/For a person: 1.*Emmy.*q3: grader-error/s);
});

test('what goes into a page is escaped, lists and nothing too', () => {
  expect(html`<i title="${'"'}">${['<', 1, html`<b></b>`, undefined, false]}</i>`.markup).toBe(
    '<i title="&quot;">&lt;1<b></b></i>',
  );
});

/** Names of the elements that Python's parser of HTML finds. */
function elementsIn(text: string): string[] {
  const program = `
import sys, json
from html.parser import HTMLParser
names = set()
class Reader(HTMLParser):
  def handle_starttag(self, tag, attributes): names.add(tag)
Reader().feed(sys.stdin.read())
print(json.dumps(sorted(names)))`;
  return JSON.parse(spawnSync('python3', ['-c', program], { input: text, encoding: 'utf8' }).stdout);
}
