import { fromWire, type WireNumber } from '../sandbox/numbers';
import { NO_DATA } from '../sandbox/plain';
import type { Plain } from '../sandbox/protocol';
import { Verdict } from './verdict';

/**
 * What an answer sent, as values: names that stand for NaN and the infinities are numbers again. A part that is no data
 * throws a Verdict where a spec reads it; what no spec asks for is the student's own business.
 */
export function received(value: Plain): unknown {
  if (!isObject(value)) return numbered(value);
  const parts = Object.entries(value).map(([name, part]) => [name, descriptor(part)]);
  return Object.defineProperties({}, Object.fromEntries(parts));
}

function descriptor(part: Plain): PropertyDescriptor {
  const why = isObject(part) ? part[NO_DATA] : undefined;
  if (typeof why !== 'string') return { value: numbered(part), enumerable: true };
  return {
    get: () => {
      throw new Verdict('fail', 'wrong-type', why);
    },
  };
}

function numbered(value: Plain): unknown {
  if (value === 'NaN' || value === 'Infinity' || value === '-Infinity') return fromWire(value as WireNumber);
  if (Array.isArray(value)) return value.map(numbered);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, numbered(item)]));
}

function isObject(value: Plain): value is { [key: string]: Plain } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
