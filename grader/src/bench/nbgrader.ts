import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

const ASSIGNMENT = 'ps1';
const LIMIT_BYTES = 1e8;

/** The same question for nbgrader, in Python: a formula as a string, checked at points. */
const TESTS = `from math import exp, log
def loss(z, y):
    return eval(loss_of_logit, {'exp': exp, 'log': log}, {'z': z, 'y': y})
for z, y in [(-3, 0), (-1, 1), (0, 0), (0.5, 1), (2, 0), (4, 1)]:
    assert abs(loss(z, y) - (log(1 + exp(z)) - y * z)) < 1e-9
    assert abs((loss(z + 1e-6, y) - loss(z - 1e-6, y)) / 2e-6 - (1 / (1 + exp(-z)) - y)) < 1e-4`;

/** A course of nbgrader's with a class that answers right, each in its own words. */
export class NbgraderCourse {
  /** @throws Error when nbgrader cannot make the assignment. */
  constructor(
    private readonly python: string,
    private readonly folder: string,
    submissions: number,
  ) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, 'nbgrader_config.py'),
      "c = get_config()\nc.CourseDirectory.course_id = 'bench'\n",
    );
    write(join(folder, 'source', ASSIGNMENT), '### BEGIN SOLUTION\nloss_of_logit = ""\n### END SOLUTION');
    this.run('generate_assignment', ASSIGNMENT);
    for (let i = 0; i < submissions; i++)
      write(
        join(folder, 'submitted', `student-${i}`, ASSIGNMENT),
        `loss_of_logit = 'log(1 + exp(z)) - y * z'  # ${i}`,
      );
  }

  /** Grades the class, whether it has been graded or not. */
  autograde(): void {
    this.run('autograde', ASSIGNMENT, '--force');
  }

  private run(...command: string[]): void {
    const { status, stderr, error } = spawnSync(this.python, ['-m', 'nbgrader', ...command], {
      cwd: this.folder,
      // It calls a program that is installed beside Python.
      env: { ...process.env, PATH: [dirname(this.python), process.env.PATH].join(delimiter) },
      encoding: 'utf8',
      maxBuffer: LIMIT_BYTES,
    });
    if (status !== 0) throw new Error(`nbgrader ${command[0]}: ${error?.message ?? stderr.slice(-2000)}`);
  }
}

function write(folder: string, answer: string): void {
  mkdirSync(folder, { recursive: true });
  const tag = (id: string, grade: boolean) => ({
    nbgrader: {
      schema_version: 3,
      grade_id: id,
      cell_type: 'code',
      grade,
      locked: grade,
      solution: !grade,
      task: false,
      ...(grade ? { points: 2 } : {}),
    },
  });
  const cell = (id: string, source: string, grade: boolean) => ({
    cell_type: 'code',
    id,
    execution_count: null,
    metadata: tag(id, grade),
    outputs: [],
    source,
  });
  const notebook = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: 'python3', display_name: 'Python 3', language: 'python' } },
    cells: [cell('answer', answer, false), cell('tests', TESTS, true)],
  };
  writeFileSync(join(folder, 'p1.ipynb'), JSON.stringify(notebook));
}
