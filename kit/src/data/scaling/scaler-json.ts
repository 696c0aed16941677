import { describe } from '../form';

/** A number that JSON can carry: NaN and the infinities go by name. */
type JsonNumber = number | 'NaN' | 'Infinity' | '-Infinity';

/** A scaler as plain data. */
export interface ScalerJson {
  /** Class name. */
  scaler: string;
  options: Record<string, boolean | readonly number[]>;
  /** What `fit` learned; null before `fit`. */
  fitted: FittedJson | null;
}

interface FittedJson {
  /** Number of features. */
  features: number;
  /** Rows seen, where the scaler counts them for all features together. */
  nSamplesSeen?: number;
  /** One number a feature, under the name of what it is. */
  parameters: Record<string, JsonNumber[]>;
}

/** What `fit` learned; a parameter is missing where the options turn it off. */
export interface Fitted {
  features: number;
  nSamplesSeen?: number;
  parameters: Partial<Record<string, Float64Array>>;
}

export function toJson(
  scaler: string,
  options: ScalerJson['options'],
  fitted: Fitted | undefined,
): ScalerJson {
  if (!fitted) return { scaler, options, fitted: null };
  const parameters: FittedJson['parameters'] = {};
  for (const [name, values] of Object.entries(fitted.parameters))
    if (values) parameters[name] = Array.from(values, jsonNumber);
  return { scaler, options, fitted: { ...fitted, parameters } };
}

/**
 * Reads what `toJson` wrote, from an object or from text.
 *
 * @throws SyntaxError when the text is not JSON; RangeError when it is not this scaler's.
 */
export function fromJson(scaler: string, json: string | ScalerJson): { options: object; fitted?: Fitted } {
  const data: ScalerJson = typeof json === 'string' ? JSON.parse(json) : json;
  if (data?.scaler !== scaler || typeof data.options !== 'object' || data.options === null)
    throw new RangeError(
      `${scaler}.fromJSON: expected what ${scaler}.toJSON wrote, got ${describe(data?.scaler ?? data)}`,
    );
  const { options, fitted } = data;
  return fitted ? { options, fitted: readFitted(scaler, fitted) } : { options };
}

/**
 * Takes a parameter that the options ask for.
 *
 * @throws RangeError when it is not there.
 */
export function needed(scaler: string, { parameters }: Fitted, name: string): Float64Array {
  const values = parameters[name];
  if (values) return values;
  throw new RangeError(
    `${scaler}.fromJSON: expected ${name} among the fitted parameters, got ${Object.keys(parameters).join(', ') || 'none'}`,
  );
}

function readFitted(scaler: string, fitted: FittedJson): Fitted {
  const { features } = fitted;
  if (!Number.isSafeInteger(features) || features < 1)
    throw new RangeError(`${scaler}.fromJSON: expected a number of features, got ${describe(features)}`);
  const parameters: Fitted['parameters'] = {};
  for (const [name, values] of Object.entries(fitted.parameters ?? {}))
    parameters[name] = readNumbers(`${scaler}.fromJSON: ${name}`, values, features);
  return { ...fitted, parameters };
}

function readNumbers(name: string, values: unknown, features: number): Float64Array {
  const numbers = Array.isArray(values) ? values.map(plainNumber) : [];
  if (numbers.length === features && !numbers.includes(undefined))
    return Float64Array.from(numbers as number[]);
  throw new RangeError(`${name}: expected ${features} numbers, got ${JSON.stringify(values)}`);
}

function jsonNumber(value: number): JsonNumber {
  return Number.isFinite(value) ? value : (String(value) as JsonNumber);
}

function plainNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return value === 'NaN' || value === 'Infinity' || value === '-Infinity' ? Number(value) : undefined;
}
