import type { Given } from '../sandbox';
import { fromWire, type WireNumber } from '../sandbox/numbers';
import type { Plain } from '../sandbox/protocol';
import { unanswered } from './unanswered';

/**
 * What an answer sent, as values: names that stand for NaN and the infinities are numbers again. A part that is no data
 * throws a Verdict where a spec reads it; what no spec asks for is the student's own business.
 */
export function received({ value, absent = {} }: Given): unknown {
  const data = numbered(value);
  const parts = Object.entries(absent).map(([name, why]) => [name, { get: () => fail(why) }]);
  return isObject(data) ? Object.defineProperties(data, Object.fromEntries(parts)) : data;
}

function fail(why: Parameters<typeof unanswered>[0]): never {
  throw unanswered(why);
}

function numbered(value: Plain): unknown {
  if (value === 'NaN' || value === 'Infinity' || value === '-Infinity') return fromWire(value as WireNumber);
  if (Array.isArray(value)) return value.map(numbered);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, numbered(item)]));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
