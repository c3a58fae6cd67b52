import type { Csr } from './csr';

/** Searches done at once, one bit each. */
const together = 32;

/** Sums over the sources searched so far, for each node that they reach; a source does not count for itself. */
export interface DistanceSums {
  /** Distances from the sources. */
  readonly far: Float64Array;
  /** Sources that reach the node. */
  readonly reachedBy: Float64Array;
  /** Sum of 1 / distance. */
  readonly near: Float64Array;
  /** Pairs of source and node by their distance in steps. */
  readonly pairsAt: number[];
  /** For each source in turn: distances to all it reaches, and how many it reaches; only where asked for. */
  readonly fromEach?: { readonly far: number[]; readonly reached: number[] };
}

export function emptySums(nodes: number, fromEach = false): DistanceSums {
  return {
    far: new Float64Array(nodes),
    reachedBy: new Float64Array(nodes),
    near: new Float64Array(nodes),
    pairsAt: [],
    ...(fromEach ? { fromEach: { far: [], reached: [] } } : {}),
  };
}

function bits(mask: number): number {
  let x = mask - ((mask >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/**
 * Breadth-first searches from many sources, 32 at once, each a bit of a word (Then et al. 2014, doi:10.14778/2735496.2735507), added to
 * `sums`. O(sources / 32 · m · depth) at worst, in practice near sources / 32 · m · 3.
 */
export function addDistances(
  rows: Omit<Csr, 'weights'>,
  sources: Int32Array,
  sums: DistanceSums,
  progress: (fraction: number) => void = () => {},
): void {
  const { nodes, offsets, targets } = rows;
  const { far, reachedBy, near, pairsAt, fromEach } = sums;
  const seen = new Int32Array(nodes);
  const now = new Int32Array(nodes);
  const later = new Int32Array(nodes);
  let front = new Int32Array(nodes);
  let coming = new Int32Array(nodes);
  for (let first = 0; first < sources.length; first += together) {
    progress(first / sources.length);
    const count = Math.min(together, sources.length - first);
    seen.fill(0);
    let open = 0;
    for (let b = 0; b < count; b++) {
      const v = sources[first + b]!;
      seen[v] = now[v] = 1 << b;
      front[open++] = v;
      fromEach?.far.push(0);
      fromEach?.reached.push(0);
    }
    for (let depth = 1; open > 0; depth++) {
      let reached = 0;
      for (let i = 0; i < open; i++) {
        const v = front[i]!;
        const mask = now[v]!;
        now[v] = 0;
        for (let k = offsets[v]!, end = offsets[v + 1]!; k < end; k++) {
          const u = targets[k]!;
          const fresh = mask & ~seen[u]!;
          if (fresh === 0) continue;
          if (later[u] === 0) coming[reached++] = u;
          later[u]! |= fresh;
        }
      }
      let pairs = 0;
      for (let i = 0; i < reached; i++) {
        const u = coming[i]!;
        const mask = later[u]!;
        later[u] = 0;
        seen[u]! |= mask;
        now[u] = mask;
        const found = bits(mask);
        far[u]! += depth * found;
        reachedBy[u]! += found;
        near[u]! += found / depth;
        pairs += found;
        if (!fromEach) continue;
        for (let rest = mask; rest !== 0; rest &= rest - 1) {
          const b = fromEach.far.length - count + 31 - Math.clz32(rest & -rest);
          fromEach.far[b]! += depth;
          fromEach.reached[b]!++;
        }
      }
      if (pairs > 0) pairsAt[depth] = (pairsAt[depth] ?? 0) + pairs;
      [front, coming] = [coming, front];
      open = reached;
    }
  }
}
