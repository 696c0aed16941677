import { GaussianNoise, noisyRows } from './gaussian-noise';
import { readSample } from './sample';
import {
  answer,
  expectClose,
  goldens,
  type NoiseCase,
  SAMPLERS,
  type SamplerCase,
  tableOf,
} from './sampling.fixture';

const warned = jest.spyOn(console, 'warn').mockImplementation(() => {});

beforeEach(() => warned.mockClear());
afterAll(() => warned.mockRestore());

const answered = goldens.samplers.filter((given) => given.error === undefined);
const refused = goldens.samplers.filter((given) => given.error !== undefined);

test.each(answered)('$name: as the original', (given: SamplerCase) => {
  const { table, sampleIndices } = answer(given);
  if (given.all) {
    expect(table!.y).toEqual(given.all.y);
    expectClose(table!.x, given.all.x);
  }
  if (given.added) {
    expect(table!.x.slice(0, given.x.length)).toEqual(given.x);
    expect(table!.y).toEqual([...given.y, ...given.added.y]);
    expectClose(finite(table!.x.slice(given.x.length)), finite(given.added.x));
  }
  expect(sampleIndices).toEqual(given.sampleIndices);
  expect(warned.mock.calls.length > 0).toBe(given.warned === true);
});

test.each(refused)('$name: refused, as by the original', ({ sampler, options, x, y }) => {
  const step = sampler === 'SmoteTomek' ? 'Smote' : sampler;
  expect(() => new SAMPLERS[sampler](options).fitResample(x, y)).toThrow(
    new RegExp(`^${step}(\\.fitResample)?: `),
  );
});

test.each(goldens.noise)('GaussianNoise, $name: as the original', (given: NoiseCase) => {
  const sample = readSample('GaussianNoise', given.x, given.y);
  const made = noisyRows(sample, new GaussianNoise(given.options).options, {
    rows: (label) => given.rows[label] ?? [],
    normals: () => given.normals,
  });
  const table = tableOf(made.grown);
  expect(table.y).toEqual([...given.y, ...given.added.y]);
  expectClose(table.x, [...given.x, ...given.added.x]);
  expect(made.sampleIndices).toEqual(given.sampleIndices);
});

/** NaN, which is never close to itself, as a number that occurs nowhere. */
function finite(x: number[][]): number[][] {
  return x.map((row) => row.map((value) => (Number.isNaN(value) ? 12345 : value)));
}
