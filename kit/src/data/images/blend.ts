/** Pillow's blend of two bytes, in single precision, rounded down. */
export function blend(from: number, to: number, factor: number): number {
  const mixed = Math.fround(from + Math.fround(Math.fround(factor) * (to - from)));
  return mixed <= 0 ? 0 : mixed >= 255 ? 255 : Math.trunc(mixed);
}
