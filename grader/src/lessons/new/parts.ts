/** What a new lesson begins with, by the file it goes to: the order of every lesson, and one question that works. */
export function partsOf(slug: string): Record<string, string> {
  const spec = `grader/specs/${slug}`;
  return {
    [`solutions/${slug}.ts`]: master(slug),
    [`${spec}/questions.json`]: QUESTIONS,
    [`${spec}/spec.test.ts`]: specOf(slug),
    [`${spec}/answers/q1/right-by-log.ts`]:
      'const initialLoss = (classes: number): number => Math.log(classes);\n',
    [`${spec}/answers/q1/wrong-sign.ts`]:
      'const initialLoss = (classes: number): number => -Math.log(classes);\n',
  };
}

const SECTIONS = [
  ['The symptom', 'A small CNN that fails, and its curves. What does one see?'],
  ['Measure', 'What to look at before changing anything.'],
  ['The cause, by hand', 'The arithmetic, small enough to do on paper.'],
  ['The fix', 'The same network, mended, its curves beside the broken ones.'],
  ['What it is not', 'The neighbouring failure with the same symptom, and the fix that changes nothing.'],
  ['The claim, settled', 'What widely read answers say, and what comes out over seeds.'],
];

function master(slug: string): string {
  const title = slug.slice(3).replaceAll('-', ' ');
  const sections = SECTIONS.map(([heading, what]) => `// %% [markdown]\n// ## ${heading}\n//\n// ${what}\n`);
  return `// %% [markdown]
// # Lesson ${Number(slug.slice(0, 2))}: ${title}
//
// What fails, and what one can do after this lesson.

// %%
import { ready } from 'unstuck';

const { engine, threads } = await ready();
console.log(\`Engine: \${engine}, threads: \${threads}\`);

${sections.join('\n')}
// %% [markdown]
// ## Questions
//
// ### Question 1: the loss of a network that knows nothing (2 points)
//
// It gives each of \`classes\` classes the same probability. Return its cross-entropy.

// %% question=q1
function initialLoss(classes: number): number {
  // BEGIN SOLUTION return the loss
  return -Math.log(1 / classes);
  // END SOLUTION
}

// %%
try {
  console.log(\`Ten classes: \${initialLoss(10).toFixed(3)}\`);
} catch (error) {
  console.log((error as Error).message);
}
`;
}

const QUESTIONS = `${JSON.stringify(
  {
    q1: {
      title: 'The loss of a network that knows nothing',
      kind: 'function',
      points: 2,
      read: 'The cause, by hand',
      hints: [
        'Where to look: which probability does the right class get?',
        'What to compute: minus the logarithm of that probability.',
        'Nearly the answer: the probability is 1 / classes.',
      ],
    },
  },
  null,
  2,
)}\n`;

function specOf(slug: string): string {
  return `import { lesson } from '@unstuck/grader/judge';

const { question } = lesson('${slug}');

question('q1', async (answer) => {
  const cases = [2, 3, 10].map((classes) => ({
    call: \`initialLoss(\${classes})\`,
    expected: Math.log(classes),
  }));
  expect(await answer.call('initialLoss', [[2], [3], [10]])).toMatchReference(cases);
});
`;
}
