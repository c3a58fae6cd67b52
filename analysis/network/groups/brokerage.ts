import { csrOf } from '../graph/csr';
import type { EdgeList } from '../graph/graph';

/** Two-step ways a → v → b without a tie a → b, by the groups of a, v and b (Gould & Fernandez 1989, doi:10.2307/270949). */
export interface Brokerage {
  /** All three in one group. */
  readonly coordinator: Float64Array;
  /** From another group into one's own. */
  readonly gatekeeper: Float64Array;
  /** Out of one's own group. */
  readonly representative: Float64Array;
  /** Between two of another group. */
  readonly consultant: Float64Array;
  /** Three groups. */
  readonly liaison: Float64Array;
}

/** Above so many two-step ways they are not counted. */
const mostWays = 4e8;

/**
 * Brokerage of every node; nodes without a group (−1) broker for nobody. Without direction each pair counts once, and gatekeeper and
 * representative share it. Null where there are too many ways to count. O(Σ in · out).
 */
export function brokerage(list: EdgeList, group: Int32Array): Brokerage | null {
  const forwards = csrOf(list, { direction: 'out', loops: false });
  const backwards = list.directed ? csrOf(list, { direction: 'in', loops: false }) : forwards;
  const n = list.nodes;
  let ways = 0;
  for (let v = 0; v < n; v++)
    ways += (forwards.offsets[v + 1]! - forwards.offsets[v]!) * (backwards.offsets[v + 1]! - backwards.offsets[v]!);
  if (ways > mostWays) return null;
  const counts = Array.from({ length: 5 }, () => new Float64Array(n));
  const tied = new Int32Array(n).fill(-1);
  const share = list.directed ? 1 : 0.5;
  for (let a = 0; a < n; a++) {
    const ga = group[a]!;
    if (ga < 0) continue;
    for (let k = forwards.offsets[a]!; k < forwards.offsets[a + 1]!; k++) tied[forwards.targets[k]!] = a;
    for (let k = forwards.offsets[a]!, before = -1; k < forwards.offsets[a + 1]!; k++) {
      const v = forwards.targets[k]!;
      const gv = group[v]!;
      if (v === before || gv < 0) continue;
      before = v;
      for (let l = forwards.offsets[v]!, last = -1; l < forwards.offsets[v + 1]!; l++) {
        const b = forwards.targets[l]!;
        if (b === last) continue;
        last = b;
        const gb = group[b]!;
        if (b === a || gb < 0 || tied[b] === a) continue;
        const role = ga === gv ? (gb === gv ? 0 : 2) : gb === gv ? 1 : ga === gb ? 3 : 4;
        counts[role]![v]! += share;
      }
    }
  }
  const [coordinator, gatekeeper, representative, consultant, liaison] = counts;
  return {
    coordinator: coordinator!,
    gatekeeper: gatekeeper!,
    representative: representative!,
    consultant: consultant!,
    liaison: liaison!,
  };
}
