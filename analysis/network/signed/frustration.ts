import type { Random } from '../../../domain/method';
import { csrOf } from '../graph/csr';
import type { SignedPairs } from './signed-pairs';
import { eachTriangle } from './triads';
import { weightAt } from '../graph/packed-weights';

/** Least number of ties that no split into two camps can satisfy: positive between camps or negative inside one. */
export interface Frustration {
  /** Reached by a split that was found. */
  readonly upper: number;
  /** Proven; equal to `upper` where exact. */
  readonly lower: number;
  readonly exact: boolean;
  /** 0 or 1 for each node: the camps of the split found. */
  readonly camp: Uint8Array;
}

interface Signs {
  readonly nodes: number;
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
  readonly signs: Int8Array;
}

function rowsOf(pairs: SignedPairs, ties: readonly number[]): Signs {
  const rows = csrOf({
    nodes: pairs.nodes,
    directed: false,
    source: Int32Array.from(ties, (i) => pairs.first[i]!),
    target: Int32Array.from(ties, (i) => pairs.second[i]!),
    weight: Float64Array.from(ties, (i) => pairs.sign[i]!),
  });
  return { ...rows, signs: Int8Array.from(rows.targets, (_, k) => (rows.weights ? weightAt(rows.weights, k) : 1)) };
}

function frustrated(signs: Signs, camp: Uint8Array): number {
  let count = 0;
  for (let v = 0; v < signs.nodes; v++)
    for (let k = signs.offsets[v]!; k < signs.offsets[v + 1]!; k++) {
      const u = signs.targets[k]!;
      if (u > v && (camp[u] === camp[v]) !== signs.signs[k]! > 0) count++;
    }
  return count;
}

/** Nodes of each connected part that is not a tree hanging off it: cut-off trees can always be satisfied. */
function cores(signs: Signs): number[][] {
  const degree = new Int32Array(signs.nodes);
  const gone = new Uint8Array(signs.nodes);
  const leaves: number[] = [];
  for (let v = 0; v < signs.nodes; v++) {
    degree[v] = signs.offsets[v + 1]! - signs.offsets[v]!;
    if (degree[v]! <= 1) leaves.push(v);
  }
  while (leaves.length > 0) {
    const v = leaves.pop()!;
    if (gone[v]) continue;
    gone[v] = 1;
    for (let k = signs.offsets[v]!; k < signs.offsets[v + 1]!; k++) {
      const u = signs.targets[k]!;
      if (!gone[u] && --degree[u]! <= 1) leaves.push(u);
    }
  }
  const parts: number[][] = [];
  for (let s = 0; s < signs.nodes; s++) {
    if (gone[s]) continue;
    const part = [s];
    gone[s] = 1;
    for (let i = 0; i < part.length; i++) {
      const v = part[i]!;
      for (let k = signs.offsets[v]!; k < signs.offsets[v + 1]!; k++) {
        const u = signs.targets[k]!;
        if (!gone[u]) {
          gone[u] = 1;
          part.push(u);
        }
      }
    }
    parts.push(part);
  }
  return parts;
}

/** Parts of up to so many nodes are solved by trying every split, each one flip from the last. */
const exactUpTo = 20;
/** All parts together may take so many splits. */
const mostSplits = 2 ** 23;

/** Every split of a small part, in Gray-code order: one node changes camp at a time. O(2^nodes · degree). */
function solve(signs: Signs, part: readonly number[], camp: Uint8Array): number {
  const place = new Map(part.map((v, i) => [v, i]));
  const rows = part.map((v) => {
    const row: [number, number][] = [];
    for (let k = signs.offsets[v]!; k < signs.offsets[v + 1]!; k++) {
      const i = place.get(signs.targets[k]!);
      if (i !== undefined) row.push([i, signs.signs[k]!]);
    }
    return row;
  });
  const side = new Int8Array(part.length).fill(1);
  let now = 0;
  rows.forEach((row, i) => {
    for (const [j, sign] of row) if (j > i && sign < 0) now++;
  });
  let best = now;
  let bestSide = side.slice();
  const splits = 2 ** (part.length - 1);
  for (let step = 1; step < splits; step++) {
    const i = 31 - Math.clz32(step & -step);
    for (const [j, sign] of rows[i]!) now += sign * side[i]! * side[j]! > 0 ? 1 : -1;
    side[i] = -side[i]!;
    if (now < best) {
      best = now;
      bestSide = side.slice();
    }
  }
  part.forEach((v, i) => {
    camp[v] = bestSide[i]! > 0 ? 0 : 1;
  });
  return best;
}

/** Flips nodes whose ties are mostly unsatisfied until none is left, from a given split. O(flips · degree). */
function descend(signs: Signs, camp: Uint8Array, queue: number[]): void {
  const waiting = new Uint8Array(signs.nodes);
  for (const v of queue) waiting[v] = 1;
  for (let i = 0; i < queue.length; i++) {
    const v = queue[i]!;
    waiting[v] = 0;
    let gain = 0;
    for (let k = signs.offsets[v]!; k < signs.offsets[v + 1]!; k++)
      gain += (camp[signs.targets[k]!] === camp[v]) !== signs.signs[k]! > 0 ? 1 : -1;
    if (gain <= 0) continue;
    camp[v] = 1 - camp[v]!;
    for (let k = signs.offsets[v]!; k < signs.offsets[v + 1]!; k++) {
      const u = signs.targets[k]!;
      if (!waiting[u]) {
        waiting[u] = 1;
        queue.push(u);
      }
    }
  }
}

/** Satisfies every tie of a spanning tree, by breadth from random roots: right at once where the graph is balanced. */
function alongTree(signs: Signs, roots: Int32Array): Uint8Array {
  const camp = new Uint8Array(signs.nodes);
  const seen = new Uint8Array(signs.nodes);
  const queue: number[] = [];
  for (const root of roots) {
    if (seen[root]) continue;
    seen[root] = 1;
    queue.length = 0;
    queue.push(root);
    for (let i = 0; i < queue.length; i++) {
      const v = queue[i]!;
      for (let k = signs.offsets[v]!; k < signs.offsets[v + 1]!; k++) {
        const u = signs.targets[k]!;
        if (seen[u]) continue;
        seen[u] = 1;
        camp[u] = signs.signs[k]! > 0 ? camp[v]! : 1 - camp[v]!;
        queue.push(u);
      }
    }
  }
  return camp;
}

/** Unbalanced triangles that share no tie: each holds a frustrated tie of its own. O(m^1.5). */
function packedTriangles(pairs: SignedPairs): number {
  const used = new Uint8Array(pairs.first.length);
  let packed = 0;
  eachTriangle(pairs, (_a, _b, _c, ab, ac, bc) => {
    if (used[ab] || used[ac] || used[bc] || pairs.sign[ab]! * pairs.sign[ac]! * pairs.sign[bc]! >= 0) return;
    used[ab] = used[ac] = used[bc] = 1;
    packed++;
  });
  return packed;
}

/**
 * Frustration index (line index of balance). Exact where each part of the graph that is no tree has at most 20 nodes or two camps fit;
 * else between a packing of unbalanced triangles and the best of repeated descents. Harary 1959; Aref & Wilson 2018,
 * doi:10.1093/comnet/cny015.
 */
export function frustration(pairs: SignedPairs, tries: number, random: Random): Frustration {
  const ties: number[] = [];
  pairs.sign.forEach((sign, i) => {
    if (sign !== 0) ties.push(i);
  });
  const signs = rowsOf(pairs, ties);
  const roots = Int32Array.from({ length: pairs.nodes }, (_, v) => v);
  let camp = alongTree(signs, roots);
  let upper = frustrated(signs, camp);
  if (upper === 0) return { upper, lower: 0, exact: true, camp };
  const parts = cores(signs);
  const splits = parts.reduce((sum, part) => sum + 2 ** (part.length - 1), 0);
  if (parts.every((part) => part.length <= exactUpTo) && splits <= mostSplits) {
    let sum = 0;
    const solved = new Uint8Array(pairs.nodes);
    for (const part of parts) sum += solve(signs, part, solved);
    // Trees hang on either camp: they follow the nearest node that is settled.
    const settled = new Set(parts.flat());
    const queue = [...settled];
    for (let i = 0; i < queue.length; i++) {
      const v = queue[i]!;
      for (let k = signs.offsets[v]!; k < signs.offsets[v + 1]!; k++) {
        const u = signs.targets[k]!;
        if (settled.has(u)) continue;
        settled.add(u);
        solved[u] = signs.signs[k]! > 0 ? solved[v]! : 1 - solved[v]!;
        queue.push(u);
      }
    }
    const rest = alongTree(signs, roots);
    rest.forEach((side, v) => {
      if (!settled.has(v)) solved[v] = side;
    });
    return { upper: sum, lower: sum, exact: true, camp: solved };
  }
  for (let t = 0; t < tries; t++) {
    random.shuffle(roots);
    // Half the tries start anew, half from the best with one node in twenty moved.
    const one = t % 2 === 0 ? alongTree(signs, roots) : camp.slice();
    if (t % 2 === 1) for (let v = 0; v < one.length; v++) if (random.below(20) === 0) one[v] = 1 - one[v]!;
    descend(signs, one, [...roots]);
    const count = frustrated(signs, one);
    if (count < upper) {
      upper = count;
      camp = one;
    }
  }
  const lower = packedTriangles(pairs);
  return { upper, lower, exact: lower === upper, camp };
}
