import { rectifiedAfter } from './fused';

/** Convolution, bias and activation in one, as `predict` and `evaluate` run it; keeps NaN under relu. */
export const fusedConv2D = rectifiedAfter('FusedConv2D');
