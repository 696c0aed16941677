import { rectifiedAfter } from './fused';

/** Product, bias and activation in one, as `predict` and `evaluate` run it; keeps NaN under relu. */
export const fusedMatMul = rectifiedAfter('_FusedMatMul');
