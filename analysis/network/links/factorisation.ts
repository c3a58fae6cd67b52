import type { Random } from '../../../domain/method';
import type { Csr } from '../graph/csr';

/** Rounds of subspace iteration; the scores of pairs settle long before the vectors do. */
const usualRounds = 30;
const leastRounds = 6;

/** Multiplications that all rounds may take where no number of rounds is stated. */
const mostWork = 600_000_000;

/** Makes the columns of an n × r matrix, stored by row, orthonormal (modified Gram–Schmidt). Returns their lengths before. */
function orthonormalise(x: Float64Array, n: number, r: number): Float64Array {
  const lengths = new Float64Array(r);
  for (let j = 0; j < r; j++) {
    for (let k = 0; k < j; k++) {
      let dot = 0;
      for (let i = 0; i < n; i++) dot += x[i * r + j]! * x[i * r + k]!;
      for (let i = 0; i < n; i++) x[i * r + j]! -= dot * x[i * r + k]!;
    }
    let square = 0;
    for (let i = 0; i < n; i++) square += x[i * r + j]! ** 2;
    lengths[j] = Math.sqrt(square);
    if (lengths[j]! > 1e-12) for (let i = 0; i < n; i++) x[i * r + j]! /= lengths[j]!;
    else for (let i = 0; i < n; i++) x[i * r + j] = 0;
  }
  return lengths;
}

/**
 * The adjacency matrix by its r eigenvectors of largest absolute eigenvalue: A ≈ Q (QᵀAQ) Qᵀ by subspace iteration (Halko, Martinsson &
 * Tropp 2011). The score of a pair is its entry in the approximation (Menon & Elkan 2011). O(rounds · (m r + n r²)).
 */
export function factorise(csr: Csr, wanted: number, random: Random, stated?: number): (a: number, b: number) => number {
  const { nodes: n, offsets, targets } = csr;
  const r = Math.min(wanted, n);
  const affordable = Math.floor(mostWork / Math.max(1, targets.length * r + n * r * r));
  const rounds = stated ?? Math.max(leastRounds, Math.min(usualRounds, affordable));
  let x = Float64Array.from({ length: n * r }, () => random.normal());
  const times = (from: Float64Array): Float64Array<ArrayBuffer> => {
    const out = new Float64Array(n * r);
    for (let v = 0; v < n; v++)
      for (let a = offsets[v]!; a < offsets[v + 1]!; a++) {
        const base = targets[a]! * r;
        for (let j = 0; j < r; j++) out[v * r + j]! += from[base + j]!;
      }
    return out;
  };
  orthonormalise(x, n, r);
  for (let round = 0; round < rounds; round++) {
    x = times(x);
    orthonormalise(x, n, r);
  }
  const image = times(x);
  const middle = new Float64Array(r * r);
  for (let v = 0; v < n; v++)
    for (let j = 0; j < r; j++) {
      const value = x[v * r + j]!;
      for (let k = 0; k < r; k++) middle[j * r + k]! += value * image[v * r + k]!;
    }
  const left = new Float64Array(n * r);
  for (let v = 0; v < n; v++)
    for (let j = 0; j < r; j++) {
      const value = x[v * r + j]!;
      for (let k = 0; k < r; k++) left[v * r + k]! += value * middle[j * r + k]!;
    }
  return (a, b) => {
    let sum = 0;
    for (let k = 0; k < r; k++) sum += left[a * r + k]! * x[b * r + k]!;
    return sum;
  };
}
