import type { TransformParameters } from './transform-parameters';

/** Output row and column to input row and column: row = m00 i + m01 j + row0, column = m10 i + m11 j + column0. */
export interface AffineMatrix {
  m00: number;
  m01: number;
  row0: number;
  m10: number;
  m11: number;
  column0: number;
}

/** Nine numbers, row by row. */
type Matrix3 = readonly number[];

const RADIANS = Math.PI / 180;

/**
 * rotation * translation * shear * zoom about the centre, as Keras 2.15 composes them in
 * `apply_affine_transform`, in the same order of operations so that coordinates agree to the last bit.
 *
 * Keras builds the matrix for (x, y) with the centre at (height/2 - 0.5, width/2 - 0.5) and swaps its axes at
 * the end. So `tx` moves along the width, and an image that is not square turns about a point off its centre.
 *
 * @returns undefined where nothing moves.
 */
export function affineMatrix(
  parameters: TransformParameters,
  height: number,
  width: number,
): AffineMatrix | undefined {
  const steps = matrices(parameters);
  if (steps.length === 0) return undefined;
  const x = height / 2 - 0.5;
  const y = width / 2 - 0.5;
  const matrix = [shift(x, y), steps.reduce(product), shift(-x, -y)].reduce(product);
  const [xx, xy, x0, yx, yy, y0] = matrix as [number, number, number, number, number, number];
  return { m00: yy, m01: yx, row0: y0, m10: xy, m11: xx, column0: x0 };
}

function matrices({ theta = 0, tx = 0, ty = 0, shear = 0, zx = 1, zy = 1 }: TransformParameters): Matrix3[] {
  const steps: Matrix3[] = [];
  if (theta !== 0) steps.push(rotation(theta * RADIANS));
  if (tx !== 0 || ty !== 0) steps.push(shift(tx, ty));
  if (shear !== 0) steps.push([1, -Math.sin(shear * RADIANS), 0, 0, Math.cos(shear * RADIANS), 0, 0, 0, 1]);
  if (zx !== 1 || zy !== 1) steps.push([zx, 0, 0, 0, zy, 0, 0, 0, 1]);
  return steps;
}

function rotation(angle: number): Matrix3 {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [cos, -sin, 0, sin, cos, 0, 0, 0, 1];
}

function shift(x: number, y: number): Matrix3 {
  return [1, 0, x, 0, 1, y, 0, 0, 1];
}

function product(a: Matrix3, b: Matrix3): Matrix3 {
  return Array.from({ length: 9 }, (_, at) => {
    const row = at - (at % 3);
    const column = at % 3;
    return a[row]! * b[column]! + a[row + 1]! * b[column + 3]! + a[row + 2]! * b[column + 6]!;
  });
}
