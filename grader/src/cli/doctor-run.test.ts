import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const program = join(__dirname, '../../bin/unstuck.js');
const folder = mkdtempSync(join(tmpdir(), 'unstuck-doctor-run-'));
const file = join(folder, 'run.json');

afterAll(() => rmSync(folder, { recursive: true }));

/** What an older kit recorded of softmax over one unit. */
const run = {
  schema: 1,
  engine: 'node',
  batchSize: 32,
  epochs: 2,
  history: { loss: [7.97, 7.97], acc: [0.5, 0.5] },
  rates: [0.01, 0.01],
  layers: [],
  data: {
    samples: 100,
    inputShape: [4],
    input: { min: 0, max: 1, mean: 0.5, sd: 0.3 },
    classCounts: { 0: 50, 1: 50 },
  },
  model: {
    layers: [{ name: 'd', kind: 'Dense', outputShape: [null, 1], activation: 'softmax', parameters: 5 }],
    parameters: 5,
    optimizer: 'SGD',
    loss: 'binaryCrossentropy',
  },
};

function doctor(...options: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'doctor', ...options], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test('a run is diagnosed as JSON and as text', () => {
  writeFileSync(file, JSON.stringify(run));
  const { status, stdout } = doctor(file, '--json');
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    schema: 1,
    findings: [
      expect.objectContaining({
        fault: 'wrong-output-activation',
        confidence: expect.any(Number),
        evidence: expect.stringMatching(/\d/),
        fix: expect.any(String),
        lesson: '08-activation-and-loss',
      }),
    ],
  });
  expect(doctor(file, '--confirm').stdout).toMatch(
    /1\. wrong-output-activation[\s\S]*Seen: [\s\S]*await\s+confirm\(/,
  );
});

test.each([
  ['no JSON', '{', 'it should hold a run'],
  ['no run', '{"schema":1}', 'expected what train() returns'],
])('%s is an error that says what the file should hold, exit 2', (_name, text, message) => {
  writeFileSync(file, text);
  const { status, stderr } = doctor(file);
  expect(status).toBe(2);
  expect(stderr).toContain(message);
});

test('without a run and without --sandbox it says what to name, exit 2', () => {
  const { status, stderr } = doctor();
  expect(status).toBe(2);
  expect(stderr).toContain('unstuck doctor RUN.json');
});
