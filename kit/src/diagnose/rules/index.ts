import type { Rule } from '../finding';
import { badImages } from './bad-images';
import { badInitialization } from './bad-initialization';
import { batchSizeTooLarge } from './batch-size-too-large';
import { batchSizeTooSmall } from './batch-size-too-small';
import { classImbalance } from './class-imbalance';
import { dyingRelu } from './dying-relu';
import { explodingGradient } from './exploding-gradient';
import { ineffectiveRegularizer } from './ineffective-regularizer';
import { labelNoise } from './label-noise';
import { lrPlateau } from './lr-plateau';
import { lrTooHigh } from './lr-too-high';
import { lrTooLow } from './lr-too-low';
import { overRegularized } from './over-regularized';
import { overfitting } from './overfitting';
import { saturatedActivations } from './saturated-activations';
import { scalerLeakage } from './scaler-leakage';
import { trainTestOverlap } from './train-test-overlap';
import { underfitting } from './underfitting';
import { unnormalizedInput } from './unnormalized-input';
import { unshuffledSplit } from './unshuffled-split';
import { vanishingGradient } from './vanishing-gradient';
import { wrongLoss } from './wrong-loss';
import { wrongOutputActivation } from './wrong-output-activation';

/** Every rule. */
export const RULES: readonly Rule[] = [
  badImages,
  badInitialization,
  batchSizeTooLarge,
  batchSizeTooSmall,
  classImbalance,
  dyingRelu,
  explodingGradient,
  ineffectiveRegularizer,
  labelNoise,
  lrPlateau,
  lrTooHigh,
  lrTooLow,
  overRegularized,
  overfitting,
  saturatedActivations,
  scalerLeakage,
  trainTestOverlap,
  underfitting,
  unnormalizedInput,
  unshuffledSplit,
  vanishingGradient,
  wrongLoss,
  wrongOutputActivation,
];
