import { keepingNaN } from './extremum';

/** The larger of two numbers, NaN where either is NaN, as in TensorFlow. */
export const maximum = keepingNaN('Maximum');
