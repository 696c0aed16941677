/** JSON has no NaN and no infinities; these carry them across as text. */
const NAMED: Record<string, number> = { NaN: Number.NaN, Infinity: Infinity, '-Infinity': -Infinity };

/** A number, or the name of one that JSON cannot say. */
export type WireNumber = number | 'NaN' | 'Infinity' | '-Infinity';

export function toWire(value: number): WireNumber {
  return Number.isFinite(value) ? value : (String(value) as WireNumber);
}

export function fromWire(value: WireNumber): number {
  return typeof value === 'number' ? value : NAMED[value]!;
}

/** Float32 arrays with their shape, as base64: a third of the size of the same numbers in decimal. */
export interface WireArray {
  shape: number[];
  base64: string;
}

export function arrayToWire({ values, shape }: { values: Float32Array; shape: number[] }): WireArray {
  const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  return { shape, base64: bytes.toString('base64') };
}

export function arrayFromWire({ shape, base64 }: WireArray): { values: Float32Array; shape: number[] } {
  const bytes = Buffer.from(base64, 'base64');
  // A copy of its own: Buffer slices need not be aligned to four bytes.
  return { values: new Float32Array(Uint8Array.from(bytes).buffer), shape };
}
