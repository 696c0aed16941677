import { transform } from 'sucrase';

/**
 * TypeScript without its types; imports become `require`.
 *
 * @throws SyntaxError where it does not parse.
 */
export function stripTypes(source: string): string {
  return transform(source, { transforms: ['typescript', 'imports'], disableESTransforms: true }).code;
}
