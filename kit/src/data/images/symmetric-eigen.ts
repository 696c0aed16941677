/** Rotations stop where what is off the diagonal is this share of the whole. */
const PRECISION = 1e-14;
const SWEEPS = 60;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix, by Jacobi's cyclic rotations. The time grows with the
 * cube of the size: about a second for 300.
 *
 * @param matrix `size` x `size`, row-major; overwritten.
 * @returns eigenvalues in no order, and their vectors of length 1, one after another.
 */
export function symmetricEigen(
  matrix: Float64Array,
  size: number,
): { eigenvalues: Float64Array; vectors: Float64Array } {
  const vectors = new Float64Array(size * size);
  for (let i = 0; i < size; i++) vectors[i * size + i] = 1;
  const enough = PRECISION * Math.hypot(...sums(matrix, size));
  for (let sweep = 0; sweep < SWEEPS && offDiagonal(matrix, size) > enough; sweep++)
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) annihilate(matrix, vectors, size, p, q);
  return { eigenvalues: Float64Array.from({ length: size }, (_, i) => matrix[i * size + i]!), vectors };
}

/** Turns axes p and q so that nothing is left between them. */
function annihilate(matrix: Float64Array, vectors: Float64Array, size: number, p: number, q: number): void {
  const between = matrix[p * size + q]!;
  if (between === 0) return;
  const ratio = (matrix[q * size + q]! - matrix[p * size + p]!) / (2 * between);
  const tangent = (ratio < 0 ? -1 : 1) / (Math.abs(ratio) + Math.hypot(ratio, 1));
  const cosine = 1 / Math.hypot(tangent, 1);
  const sine = tangent * cosine;
  for (let k = 0; k < size; k++) turn(matrix, k * size + p, k * size + q, cosine, sine);
  for (let k = 0; k < size; k++) turn(matrix, p * size + k, q * size + k, cosine, sine);
  for (let k = 0; k < size; k++) turn(vectors, p * size + k, q * size + k, cosine, sine);
}

function turn(values: Float64Array, a: number, b: number, cosine: number, sine: number): void {
  const [x, y] = [values[a]!, values[b]!];
  values[a] = cosine * x - sine * y;
  values[b] = sine * x + cosine * y;
}

function sums(matrix: Float64Array, size: number): number[] {
  return Array.from({ length: size }, (_, row) =>
    Math.hypot(...matrix.subarray(row * size, (row + 1) * size)),
  );
}

function offDiagonal(matrix: Float64Array, size: number): number {
  let squares = 0;
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) if (i !== j) squares += matrix[i * size + j]! ** 2;
  return Math.sqrt(squares);
}
