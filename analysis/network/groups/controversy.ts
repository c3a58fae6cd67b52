import type { Random } from '../../../domain/method';
import { quantile } from '../../statistics/quantile';
import { wideCsrOf } from '../graph/csr';
import type { EdgeList } from '../graph/graph';

export interface Controversy {
  /** P(X|X)·P(Y|Y) − P(X|Y)·P(Y|X): near 1 nobody crosses over, near 0 both sides are reached alike. Null where undefined. */
  readonly value: number | null;
  /** Percentile bootstrap over the starting nodes, 95 %. */
  readonly low: number | null;
  readonly high: number | null;
  readonly reason?: string;
}

const resamples = 500;
const mostRounds = 10_000;
const precision = 1e-10;

/** Chance of a random walk from each node to end at the authorities of the first side; NaN where it reaches none. Gauss–Seidel. */
function endsAtFirst(list: EdgeList, end: Int8Array): Float64Array {
  const { offsets, targets, weights } = wideCsrOf(list, { loops: false });
  const n = list.nodes;
  const reaches = new Uint8Array(n);
  const queue: number[] = [];
  for (let v = 0; v < n; v++) {
    if (end[v] === 0) continue;
    reaches[v] = 1;
    queue.push(v);
  }
  for (let i = 0; i < queue.length; i++)
    for (let k = offsets[queue[i]!]!; k < offsets[queue[i]! + 1]!; k++)
      if (!reaches[targets[k]!]) {
        reaches[targets[k]!] = 1;
        queue.push(targets[k]!);
      }
  const chance = new Float64Array(n);
  for (let v = 0; v < n; v++) chance[v] = end[v] === 1 ? 1 : end[v] === 2 ? 0 : reaches[v] ? 0.5 : Number.NaN;
  // In order of distance from the authorities, so that what they say spreads in one sweep.
  const free = queue.filter((v) => end[v] === 0);
  for (let round = 0; round < mostRounds; round++) {
    let change = 0;
    for (const v of free) {
      let sum = 0;
      let all = 0;
      for (let k = offsets[v]!; k < offsets[v + 1]!; k++) {
        const w = weights ? weights[k]! : 1;
        sum += w * chance[targets[k]!]!;
        all += w;
      }
      const value = sum / all;
      change = Math.max(change, Math.abs(value - chance[v]!));
      chance[v] = value;
    }
    if (change < precision) break;
  }
  return chance;
}

/**
 * Random-walk controversy of two sides (Garimella et al. 2018, doi:10.1145/3140565): walks start in either side as likely, at any node
 * of it, and end at one of the `authorities` nodes of highest degree of either. Solved, not simulated. Direction is ignored.
 * `side`: 1 and 2, 0 for others, who are left out with their ties. O(rounds · m).
 */
export function randomWalkControversy(
  list: EdgeList,
  side: Int8Array,
  authorities: number,
  random: Random,
): Controversy {
  const kept: number[] = [];
  const degree = new Float64Array(list.nodes);
  for (let e = 0; e < list.source.length; e++) {
    const [a, b] = [list.source[e]!, list.target[e]!];
    if (a === b || side[a] === 0 || side[b] === 0 || !(list.weight[e]! > 0)) continue;
    kept.push(e);
    degree[a]! += list.weight[e]!;
    degree[b]! += list.weight[e]!;
  }
  const none = { value: null, low: null, high: null };
  const members = [1, 2].map((which) => {
    const found: number[] = [];
    side.forEach((one, v) => {
      if (one === which && degree[v]! > 0) found.push(v);
    });
    return found.sort((a, b) => degree[b]! - degree[a]! || a - b);
  });
  if (members.some((one) => one.length < 2))
    return { ...none, reason: 'a side with fewer than two nodes that have ties' };
  const end = new Int8Array(list.nodes);
  members.forEach((nodes, s) => {
    // No side consists of authorities alone.
    for (const v of nodes.slice(0, Math.max(1, Math.min(authorities, nodes.length >> 1)))) end[v] = s + 1;
  });
  const chance = endsAtFirst(
    {
      nodes: list.nodes,
      directed: false,
      source: Int32Array.from(kept, (e) => list.source[e]!),
      target: Int32Array.from(kept, (e) => list.target[e]!),
      weight: Float64Array.from(kept, (e) => list.weight[e]!),
    },
    end,
  );
  const starts = members.map((nodes) => nodes.map((v) => chance[v]!).filter((one) => !Number.isNaN(one)));
  const measure = (x: number, y: number): number => {
    // x and y: chances to end at the first side from each; both sides are as likely to start from.
    const [xx, yx] = [x / (x + y), y / (x + y)];
    const [xy, yy] = [(1 - x) / (2 - x - y), (1 - y) / (2 - x - y)];
    return xx * yy - yx * xy;
  };
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
  const value = measure(mean(starts[0]!), mean(starts[1]!));
  if (!Number.isFinite(value)) return { ...none, reason: 'walks end at one side alone' };
  const values: number[] = [];
  for (let r = 0; r < resamples; r++) {
    const [x, y] = starts.map((list_) => {
      let sum = 0;
      for (let i = 0; i < list_.length; i++) sum += list_[random.below(list_.length)]!;
      return sum / list_.length;
    }) as [number, number];
    const one = measure(x, y);
    if (Number.isFinite(one)) values.push(one);
  }
  values.sort((a, b) => a - b);
  return { value, low: quantile(values, 0.025), high: quantile(values, 0.975) };
}
