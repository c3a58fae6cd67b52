import type { CommunityGraph } from './community-graph';

export interface PartitionQuality {
  /**
   * Σ over communities of inside/m − γ (strength/2m)² (Newman & Girvan 2004), or inside/m − γ out·in/m² where directed (Leicht &
   * Newman 2008). Null without ties.
   */
  readonly modularity: number | null;
  /** Share of the weight that lies inside communities. */
  readonly coverage: number | null;
  /** Ties that leave a community over the smaller of its and the others' strength; null where one of both has none. */
  readonly conductance: readonly (number | null)[];
}

/** Quality of a partition with labels 0 … count − 1. O(n + m). */
export function partitionQuality(
  graph: CommunityGraph,
  community: ArrayLike<number>,
  count: number,
  resolution: number,
): PartitionQuality {
  const { nodes, directed, offsets, targets, weights, loops, total } = graph;
  const inside = new Float64Array(count);
  const out = new Float64Array(count);
  const into = directed ? new Float64Array(count) : out;
  for (let v = 0; v < nodes; v++) {
    const c = community[v]!;
    out[c]! += graph.out[v]!;
    if (directed) into[c]! += graph.in[v]!;
    let sum = 0;
    for (let k = offsets[v]!; k < offsets[v + 1]!; k++)
      if (community[targets[k]!] === c) sum += weights === undefined ? 1 : weights[k]!;
    // Rows hold every tie twice; a directed graph's total counts it once.
    inside[c]! += directed ? sum / 2 + (loops?.[v] ?? 0) : sum + 2 * (loops?.[v] ?? 0);
  }
  if (total === 0) return { modularity: null, coverage: null, conductance: new Array<null>(count).fill(null) };
  let modularity = 0;
  let coverage = 0;
  const conductance: (number | null)[] = [];
  const whole = directed ? 2 * total : total;
  for (let c = 0; c < count; c++) {
    modularity += inside[c]! / total - resolution * (out[c]! / total) * (into[c]! / total);
    coverage += inside[c]! / total;
    const volume = directed ? out[c]! + into[c]! : out[c]!;
    const cut = directed ? volume - 2 * inside[c]! : volume - inside[c]!;
    const smaller = Math.min(volume, whole - volume);
    conductance.push(smaller > whole * 1e-12 ? cut / smaller : null);
  }
  return { modularity, coverage, conductance };
}
