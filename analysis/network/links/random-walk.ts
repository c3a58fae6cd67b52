import type { Csr } from '../graph/csr';
import { neighbourSums } from './neighbour-sums';

/**
 * Random walks with restart (Tong, Faloutsos & Pan 2006): for each node of `from`, where a walker is that starts there and returns there
 * with probability `restart` at each step. A walk on an undirected graph is reversible, its eigenvalues real and in [−1, 1], so that
 * Chebyshev's semi-iteration (Golub & Varga 1961, doi:10.1007/BF01386013) takes about 35 steps where plain powers take 120, at a
 * restart of .15. Several walks go together, since each step waits for memory and not for arithmetic. O(steps · m) a walk.
 */
export function randomWalksWithRestart(
  csr: Csr,
  from: readonly number[],
  restart: number,
  tolerance = 1e-9,
): (walk: number, node: number) => number {
  const { nodes, offsets } = csr;
  const width = from.length;
  const stay = 1 - restart;
  // 1 / degree; who has no ties stays where he is.
  const inverse = Float64Array.from(offsets.subarray(1), (end, v) => (end > offsets[v]! ? 1 / (end - offsets[v]!) : 1));
  let before: Float64Array = new Float64Array(nodes * width);
  let now: Float64Array = new Float64Array(nodes * width);
  const shares = new Float64Array(nodes * width);
  const starts = from.map((node, walk) => node * width + walk);
  for (const i of starts) now[i] = 1;
  let weight = 1;
  for (let step = 0, change = 1; step < 1000 && change >= tolerance; step++) {
    for (let v = 0, i = 0; v < nodes; v++) {
      const share = stay * inverse[v]!;
      for (const end = i + width; i < end; i++) shares[i] = share * now[i]!;
    }
    const next = neighbourSums(csr, shares, width);
    for (const [walk, i] of starts.entries()) {
      if (offsets[from[walk]!] === offsets[from[walk]! + 1]) next[i] = shares[i]!;
      next[i]! += restart;
    }
    change = 0;
    for (let i = 0; i < next.length; i++) {
      const value = step === 0 ? next[i]! : weight * (next[i]! - before[i]!) + before[i]!;
      change += Math.abs(value - now[i]!);
      next[i] = value;
    }
    before = now;
    now = next;
    weight = step === 0 ? 2 / (2 - stay * stay) : 1 / (1 - (stay * stay * weight) / 4);
  }
  // Not the variable: what is caught by a function is slow to read in the loops above.
  const found = now;
  return (walk, node) => found[node * width + walk]!;
}
