/** A piece of work that the kit and the Python library it follows both do, on the same data. */
export interface KitCase {
  name: string;
  /** The class that does it, under the same name on both sides (SMOTE is in capitals there). */
  work: 'Smote' | 'ImageDataGenerator' | 'StandardScaler';
  /** Of the data; the first side counts rows. */
  shape: readonly [number, ...number[]];
  dtype: 'float32' | 'float64';
  /** Rows of the smaller of two classes. */
  minority?: number;
  /** The library that the kit is compared with. */
  original: string;
  /** Times the original's seconds that the kit means to stay within; null where none is set. */
  atMost: number | null;
}

/** The cases of the bench, in the order in which they run. */
export const KIT_CASES: readonly KitCase[] = [
  smote(1000),
  smote(3000),
  smote(4500),
  {
    name: 'images',
    work: 'ImageDataGenerator',
    shape: [1000, 64, 64, 3],
    dtype: 'float32',
    original: 'Keras',
    atMost: 1,
  },
  standardScaler('float64'),
  standardScaler('float32'),
];

/**
 * Finds a case by its name.
 *
 * @throws RangeError when there is none of that name; the message lists those there are.
 */
export function kitCaseNamed(name: string): KitCase {
  const found = KIT_CASES.find((candidate) => candidate.name === name);
  if (found) return found;
  throw new RangeError(
    `case: there is no "${name}"; there are: ${KIT_CASES.map(({ name }) => name).join(', ')}`,
  );
}

/** The case with fewer or more rows, in the same proportions. */
export function withRows(kitCase: KitCase, rows: number): KitCase {
  const [all, ...rest] = kitCase.shape;
  const { minority } = kitCase;
  return {
    ...kitCase,
    shape: [rows, ...rest],
    ...(minority === undefined ? {} : { minority: Math.round((minority * rows) / all) }),
  };
}

function smote(minority: number): KitCase {
  return {
    name: `smote-${minority}`,
    work: 'Smote',
    shape: [10_000, 64],
    dtype: 'float64',
    minority,
    original: 'imbalanced-learn',
    atMost: 3,
  };
}

function standardScaler(dtype: 'float32' | 'float64'): KitCase {
  return {
    name: `standard-scaler-${dtype}`,
    work: 'StandardScaler',
    shape: [100_000, 100],
    dtype,
    original: 'scikit-learn',
    atMost: null,
  };
}
