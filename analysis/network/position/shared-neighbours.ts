import type { Csr } from '../graph/csr';

/** What a pair shares: whom both are tied to, as a count, and weighted by 1 / ln degree. */
export type PairVisit = (a: number, b: number, shared: number, adamicAdar: number) => void;

/**
 * Visits every pair a < b that shares a neighbour, a rising. Rows hold no self-loops and each tie once; `degree` is that of networkx'
 * Adamic–Adar, the ties of the shared neighbour. O(Σ degree²).
 */
export function sharedNeighbours(rows: Csr, visit: PairVisit, progress: (fraction: number) => void): void {
  const { nodes, offsets, targets } = rows;
  const shared = new Int32Array(nodes);
  const weight = new Float64Array(nodes);
  const found = new Int32Array(nodes);
  const share = Float64Array.from({ length: nodes }, (_, v) => 1 / Math.log(offsets[v + 1]! - offsets[v]!));
  for (let a = 0; a < nodes; a++) {
    if (a % 1024 === 0) progress(a / nodes);
    let count = 0;
    for (let k = offsets[a]!; k < offsets[a + 1]!; k++) {
      const w = targets[k]!;
      for (let j = offsets[w + 1]! - 1; j >= offsets[w]!; j--) {
        const b = targets[j]!;
        if (b <= a) break;
        if (shared[b] === 0) found[count++] = b;
        shared[b]!++;
        weight[b]! += share[w]!;
      }
    }
    for (const b of found.subarray(0, count).sort()) {
      visit(a, b, shared[b]!, weight[b]!);
      shared[b] = 0;
      weight[b] = 0;
    }
  }
}
