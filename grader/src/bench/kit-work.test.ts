import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ready, tf } from 'unstuck';
import { KIT_CASES, kitCaseNamed, withRows } from './kit-cases';
import { drawData, handOver, prepareWork, turn } from './kit-work';

beforeAll(ready);

test.each(KIT_CASES.map((kitCase) => [kitCase.name, kitCase] as const))(
  '%s is done, timed, and frees its tensors',
  async (_name, whole) => {
    const kitCase = withRows(whole, 70);
    const work = prepareWork(kitCase, drawData(kitCase));
    const before = tf.memory().numTensors;
    const began = tf.util.now();
    const { seconds, rows } = await turn(work);
    expect(seconds).toBeLessThanOrEqual((tf.util.now() - began) / 1000);
    expect(seconds).toBeGreaterThan(0);
    // SMOTE brings the smaller class to the size of the larger.
    expect(rows).toBe(kitCase.minority === undefined ? 70 : 2 * (70 - kitCase.minority));
    expect(tf.memory().numTensors).toBe(before);
  },
);

test('the same data are drawn every time, and handed over as they are', () => {
  const folder = mkdtempSync(join(tmpdir(), 'unstuck-'));
  for (const name of ['smote-3000', 'images', 'standard-scaler-float32']) {
    const kitCase = withRows(kitCaseNamed(name), 10);
    const x = drawData(kitCase);
    expect(drawData(kitCase)).toEqual(x);
    const { file, ...task } = handOver(kitCase, x, folder);
    const { work, shape, dtype, minority = 0 } = kitCase;
    expect(task).toEqual({ work, shape, dtype, minority });
    expect(readFileSync(file)).toEqual(Buffer.from(x.values.buffer));
    expect(x.values.BYTES_PER_ELEMENT).toBe(dtype === 'float32' ? 4 : 8);
  }
  rmSync(folder, { recursive: true });
});

test('pixels are whole numbers from 0 to 255', () => {
  const { values } = drawData(withRows(kitCaseNamed('images'), 2));
  const spread = [...new Set(values)].sort((a, b) => a - b);
  expect(spread).toEqual(Array.from({ length: 256 }, (_, value) => value));
});
