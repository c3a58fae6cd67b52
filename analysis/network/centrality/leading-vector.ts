/** What multiplies a vector by a matrix without negative entries: `to` = M · `from`. */
export type Multiply = (from: Float64Array, to: Float64Array) => void;

/** Vectors of one Krylov space. */
const spaceSize = 24;
/** Spaces tried before the search is given up. */
const mostSpaces = 400;
/** Plain steps that give small entries their precision. */
const mostSteps = 4000;
/** Change of an entry, relative, below which the vector stands. */
const settled = 2e-14;

export interface Leading {
  /** The largest eigenvalue. */
  readonly value: number;
  /** Its vector, of length 1 and without negative entries. */
  readonly vector: Float64Array;
  readonly converged: boolean;
}

function norm(x: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! * x[i]!;
  return Math.sqrt(sum);
}

function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! * y[i]!;
  return sum;
}

/** The leading vector of a small matrix by repeated squaring: 40 squarings are 10¹² steps. */
function leadingOfSmall(h: readonly Float64Array[], size: number): Float64Array {
  let power = h.slice(0, size).map((row) => row.slice(0, size));
  for (let round = 0; round < 40; round++) {
    const next = power.map(() => new Float64Array(size));
    let largest = 0;
    for (let i = 0; i < size; i++)
      for (let k = 0; k < size; k++) {
        const one = power[i]![k]!;
        if (one !== 0) for (let j = 0; j < size; j++) next[i]![j]! += one * power[k]![j]!;
      }
    for (const row of next) for (const one of row) largest = Math.max(largest, Math.abs(one));
    if (largest === 0) break;
    for (const row of next) for (let j = 0; j < size; j++) row[j]! /= largest;
    power = next;
  }
  let column = 0;
  const length = (j: number): number => power.reduce((sum, row) => sum + row[j]! * row[j]!, 0);
  for (let j = 1; j < size; j++) if (length(j) > length(column)) column = j;
  return Float64Array.from(power, (row) => row[column]!);
}

/** One Krylov space from `x` (Arnoldi 1951, doi:10.1090/qam/42792); `x` becomes the best vector in it. Returns the relative residual. */
function improve(multiply: Multiply, x: Float64Array, shift: number): number {
  const n = x.length;
  const space = Math.min(spaceSize, n);
  const basis = [x.slice()];
  const h = Array.from({ length: space + 1 }, () => new Float64Array(space));
  let size = 0;
  let rest = 0;
  for (; size < space; ) {
    const w = new Float64Array(n);
    const last = basis[size]!;
    multiply(last, w);
    for (let i = 0; i < n; i++) w[i]! += shift * last[i]!;
    // Twice, so that the basis stays orthogonal to rounding.
    for (let round = 0; round < 2; round++)
      for (let k = 0; k <= size; k++) {
        const part = dot(basis[k]!, w);
        h[k]![size]! += part;
        const v = basis[k]!;
        for (let i = 0; i < n; i++) w[i]! -= part * v[i]!;
      }
    rest = norm(w);
    size++;
    if (rest < 1e-14 * Math.abs(h[0]![0]!) || size === space) break;
    h[size]![size - 1] = rest;
    for (let i = 0; i < n; i++) w[i]! /= rest;
    basis.push(w);
  }
  const y = leadingOfSmall(h, size);
  let length = norm(y);
  x.fill(0);
  for (let k = 0; k < size; k++) for (let i = 0; i < n; i++) x[i]! += (y[k]! / length) * basis[k]![i]!;
  // The wanted vector has no negative entries; small ones are what is left of the error.
  for (let i = 0; i < n; i++) x[i] = Math.abs(x[i]!);
  const residual = Math.abs((rest * y[size - 1]!) / length);
  length = norm(x);
  for (let i = 0; i < n; i++) x[i]! /= length;
  return residual;
}

/**
 * The largest eigenvalue of a matrix without negative entries that is irreducible (one component), and its vector, which is then
 * positive and unique (Perron–Frobenius). Restarted Krylov spaces find it however small the gap to the next; plain steps then give
 * every entry, also the smallest, its relative precision. O(steps · m), and 24 vectors of memory.
 */
export function leadingVector(multiply: Multiply, nodes: number): Leading {
  const x = new Float64Array(nodes).fill(1 / Math.sqrt(nodes));
  const image = new Float64Array(nodes);
  const rayleigh = (): number => {
    multiply(x, image);
    return dot(x, image) / dot(x, x);
  };
  let value = rayleigh();
  // Adding to the diagonal keeps the vectors and puts −λ of bipartite graphs out of the way.
  const shift = Math.max(value, Number.MIN_VALUE) / 2;
  let residual = Number.POSITIVE_INFINITY;
  for (let round = 0; round < mostSpaces && residual > 1e-15 * (value + shift); round++) {
    const before = residual;
    residual = improve(multiply, x, shift);
    value = rayleigh();
    if (residual < 1e-12 * (value + shift) && residual > before / 2) break;
  }
  let converged = false;
  for (let step = 0; step < mostSteps && !converged; step++) {
    multiply(x, image);
    let change = 0;
    let square = 0;
    for (let i = 0; i < nodes; i++) {
      image[i]! += shift * x[i]!;
      square += image[i]! * image[i]!;
    }
    const scale = 1 / Math.sqrt(square);
    for (let i = 0; i < nodes; i++) {
      const one = image[i]! * scale;
      const difference = one === 0 ? 0 : Math.abs(one - x[i]!) / one;
      if (difference > change) change = difference;
      x[i] = one;
    }
    converged = change <= settled;
  }
  return { value: rayleigh(), vector: x, converged };
}
