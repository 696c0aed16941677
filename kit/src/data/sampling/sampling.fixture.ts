import { golden } from '../../golden.fixture';
import { BorderlineSmote, borderlineSmote } from './borderline-smote';
import { EditedNearestNeighbours } from './edited-nearest-neighbours';
import { NearMiss } from './near-miss';
import { RandomOverSampler, repeatRows } from './random-over-sampler';
import { RandomUnderSampler, randomRows } from './random-under-sampler';
import { readSample } from './sample';
import { Smote, smote } from './smote';
import { SmoteTomek, smoteTomek } from './smote-tomek';
import { TomekLinks } from './tomek-links';

/** What one class' new rows hang on, as the original drew it. */
interface Draws {
  pairs: number[];
  steps: number[];
  shares: number[];
  rows: number[];
  normals: number[];
}

export interface Table {
  x: number[][];
  y: number[];
}

/** One run of an original sampler. */
export interface SamplerCase extends Table {
  name: string;
  sampler: keyof typeof SAMPLERS;
  // biome-ignore lint/suspicious/noExplicitAny: each sampler has its own options.
  options: any;
  draws?: Record<number, Draws & number[]>;
  error?: string;
  warned?: true;
  added?: Table;
  all?: Table;
  sampleIndices?: number[];
}

export interface NoiseCase extends Table {
  name: string;
  options: { stddev: number | number[]; copies?: number };
  rows: Record<number, number[]>;
  normals: number[];
  added: Table;
  sampleIndices: number[];
}

interface Goldens {
  samplers: SamplerCase[];
  noise: NoiseCase[];
  strategies: {
    name: string;
    kind: 'over-sampling' | 'under-sampling' | 'clean-sampling';
    y: number[];
    // biome-ignore lint/suspicious/noExplicitAny: also what no sampler accepts.
    strategy: any;
    targets?: [number, number][];
    error?: string;
  }[];
  neighbors: {
    name: string;
    k: number;
    points: number[][];
    queries: number[][] | null;
    indices: number[];
    distances: number[];
  }[];
  halvings: { name: string; values: number[]; order: number[] }[];
  weights: {
    name: string;
    y: number[];
    mode: 'balanced' | 'complementary';
    weights: Record<number, number>;
  }[];
}

export const goldens = golden<Goldens>('sampling');

export const SAMPLERS = {
  Smote,
  BorderlineSmote,
  SmoteTomek,
  TomekLinks,
  EditedNearestNeighbours,
  NearMiss,
  RandomUnderSampler,
  RandomOverSampler,
};

/** What the kit's sampler answers, given the draws of the original. */
export interface Answer {
  table?: Table;
  sampleIndices?: number[];
}

/** Runs the kit's sampler with the original's draws. */
export function answer(given: SamplerCase): Answer {
  const { sampler, options, x, y } = given;
  const draws = given.draws;
  const sample = () => readSample(sampler, x, y, false);
  switch (sampler) {
    case 'Smote':
      return { table: tableOf(smote(sample(), new Smote(options).options, drawn(draws))) };
    case 'SmoteTomek':
      return { table: tableOf(smoteTomek(sample(), new SmoteTomek(options).options, drawn(draws))) };
    case 'BorderlineSmote':
      return {
        table: tableOf(borderlineSmote(sample(), new BorderlineSmote(options).options, drawn(draws))),
      };
    case 'RandomUnderSampler': {
      const rows = randomRows(sample(), new RandomUnderSampler(options).options, (label) => draws![label]!);
      return { sampleIndices: rows };
    }
    case 'RandomOverSampler': {
      const made = repeatRows(sample(), new RandomOverSampler(options).options, (label) => draws![label]!);
      return { table: tableOf(made.grown), sampleIndices: made.sampleIndices };
    }
    default: {
      const made = new SAMPLERS[sampler](options).fitResample(x, y);
      expect(made.x).toEqual(made.sampleIndices.map((row) => x[row]));
      expect(made.y).toEqual(made.sampleIndices.map((row) => y[row]));
      return { sampleIndices: made.sampleIndices };
    }
  }
}

/** The original's draws, after a look that the kit would have drawn as many from as many. */
function drawn(draws: SamplerCase['draws']) {
  return (label: number, pairs: number, count: number) => {
    const made = draws![label]!;
    expect(made.pairs).toHaveLength(count);
    expect(Math.max(...made.pairs)).toBeLessThan(pairs);
    return made;
  };
}

export function tableOf({ x, labels }: ReturnType<typeof readSample>): Table {
  const rows = Array.from({ length: x.rows }, (_, i) =>
    Array.from(x.values.subarray(i * x.columns, (i + 1) * x.columns)),
  );
  return { x: rows, y: Array.from(labels) };
}

/** Expects the same numbers, but for the rounding of double precision. */
export function expectClose(actual: number[][], expected: number[][]): void {
  expect(actual.map((row) => row.length)).toEqual(expected.map((row) => row.length));
  const off = actual.flatMap((row, i) => row.map((value, j) => Math.abs(value - expected[i]![j]!)));
  const size = Math.max(1, ...expected.flat().map(Math.abs));
  expect(Math.max(0, ...off)).toBeLessThanOrEqual(1e-12 * size);
}
