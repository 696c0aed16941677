import { stripTypes } from './strip-types';

/** Where a text stops being TypeScript, in words; undefined where it does not. */
export function syntaxError(source: string): string | undefined {
  try {
    stripTypes(source);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
