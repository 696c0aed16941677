export { cacheRoot, engineDirectory } from './cache';
export { EngineUnavailable } from './errors';
export type { SetupEvent, SetupOptions, SetupResult, SetupStep, StepFailure } from './events';
export { setupNative } from './ladder';
export { linkNative } from './link';
export { loadNative, type NativeEngine } from './load';
export type { EngineFile, EngineManifest } from './manifest';
export { type NativeStatus, nativeStatus } from './status';
