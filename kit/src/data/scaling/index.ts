export { MinMaxScaler, type MinMaxScalerOptions } from './min-max-scaler';
export { perImageStandardization } from './per-image-standardization';
export { RobustScaler, type RobustScalerOptions } from './robust-scaler';
export type { ScalerJson } from './scaler-json';
export { StandardScaler, type StandardScalerOptions } from './standard-scaler';
