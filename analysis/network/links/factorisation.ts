import type { Random } from '../../../domain/method';
import type { Csr } from '../graph/csr';
import type { PairScore } from './candidates';
import { neighbourSums } from './neighbour-sums';

/** Rounds of subspace iteration; the scores of pairs settle long before the vectors do. */
const usualRounds = 30;
const leastRounds = 6;

/** Multiplications that all rounds may take where no number of rounds is stated. */
const mostWork = 600_000_000;

/** Makes the columns of an n × r matrix, stored by row, orthonormal (modified Gram–Schmidt). */
function orthonormalise(x: Float64Array, n: number, r: number): void {
  // Column by column: by row each step would go through all of the memory.
  const columns: Float64Array[] = [];
  for (let j = 0; j < r; j++) {
    const own = new Float64Array(n);
    for (let i = 0; i < n; i++) own[i] = x[i * r + j]!;
    for (const other of columns) {
      let dot = 0;
      for (let i = 0; i < n; i++) dot += own[i]! * other[i]!;
      for (let i = 0; i < n; i++) own[i]! -= dot * other[i]!;
    }
    let square = 0;
    for (let i = 0; i < n; i++) square += own[i]! ** 2;
    const length = Math.sqrt(square);
    for (let i = 0; i < n; i++) x[i * r + j] = own[i] = length > 1e-12 ? own[i]! / length : 0;
    columns.push(own);
  }
}

/**
 * The adjacency matrix by its r eigenvectors of largest absolute eigenvalue: A ≈ Q (QᵀAQ) Qᵀ by subspace iteration (Halko, Martinsson &
 * Tropp 2011). The score of a pair is its entry in the approximation (Menon & Elkan 2011). O(rounds · (m r + n r²)).
 */
export function factorise(csr: Csr, wanted: number, random: Random, stated?: number): PairScore {
  const { nodes: n, targets } = csr;
  const r = Math.min(wanted, n);
  const affordable = Math.floor(mostWork / Math.max(1, targets.length * r + n * r * r));
  const rounds = stated ?? Math.max(leastRounds, Math.min(usualRounds, affordable));
  let x: Float64Array = Float64Array.from({ length: n * r }, () => random.normal());
  orthonormalise(x, n, r);
  for (let round = 0; round < rounds; round++) {
    x = neighbourSums(csr, x, r);
    orthonormalise(x, n, r);
  }
  const image = neighbourSums(csr, x, r);
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
  const lengths = (of: Float64Array): Float64Array =>
    Float64Array.from({ length: n }, (_, v) => Math.hypot(...of.subarray(v * r, v * r + r)));
  const [leftLength, length] = [lengths(left), lengths(x)];
  return {
    of: (a, b) => {
      let sum = 0;
      for (let k = 0; k < r; k++) sum += left[a * r + k]! * x[b * r + k]!;
      return sum;
    },
    // Cauchy–Schwarz, with room for rounding.
    atMost: (a, b) => leftLength[a]! * length[b]! * (1 + 1e-9),
  };
}
