import { keepingNaN } from './extremum';

/** The smaller of two numbers, NaN where either is NaN, as in TensorFlow. */
export const minimum = keepingNaN('Minimum');
