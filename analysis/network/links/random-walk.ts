import type { Csr } from '../graph/csr';

/**
 * Random walk with restart (Tong, Faloutsos & Pan 2006): where a walker is that starts at `from` and returns there with probability
 * `restart` at each step. O(steps · m).
 */
export function randomWalkWithRestart(csr: Csr, from: number, restart: number, tolerance = 1e-9): Float64Array {
  const { nodes, offsets, targets } = csr;
  let now = new Float64Array(nodes);
  let next = new Float64Array(nodes);
  now[from] = 1;
  for (let step = 0; step < 1000; step++) {
    next.fill(0);
    next[from] = restart;
    for (let v = 0; v < nodes; v++) {
      const mass = now[v]!;
      if (mass === 0) continue;
      const degree = offsets[v + 1]! - offsets[v]!;
      if (degree === 0) {
        next[from]! += (1 - restart) * mass;
        continue;
      }
      const share = ((1 - restart) * mass) / degree;
      for (let a = offsets[v]!; a < offsets[v + 1]!; a++) next[targets[a]!]! += share;
    }
    let change = 0;
    for (let v = 0; v < nodes; v++) change += Math.abs(next[v]! - now[v]!);
    [now, next] = [next, now];
    if (change < tolerance) break;
  }
  return now;
}
