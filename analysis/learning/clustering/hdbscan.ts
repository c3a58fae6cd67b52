/** Clusters by density; −1 where a point belongs to none. */
export interface DensityClusters {
  readonly cluster: Int32Array;
  readonly clusters: number;
  /** Distance of each point to its `neighbours`-th nearest, itself counted. */
  readonly core: Float64Array;
}

/** Fills `out` with the distances of point `i` to all points. */
export type DistancesFrom = (i: number, out: Float64Array) => void;

interface Edge {
  readonly a: number;
  readonly b: number;
  readonly length: number;
}

/** Minimum spanning tree over mutual reachability, max(core a, core b, distance), by Prim. O(n²). */
function spanningTree(n: number, distances: DistancesFrom, core: Float64Array): Edge[] {
  const nearest = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  const from = new Int32Array(n);
  const taken = new Uint8Array(n);
  const row = new Float64Array(n);
  const edges: Edge[] = [];
  let current = 0;
  taken[0] = 1;
  for (let step = 1; step < n; step++) {
    distances(current, row);
    let next = -1;
    for (let j = 0; j < n; j++) {
      if (taken[j]) continue;
      const reach = Math.max(row[j]!, core[current]!, core[j]!);
      if (reach < nearest[j]!) {
        nearest[j] = reach;
        from[j] = current;
      }
      if (next < 0 || nearest[j]! < nearest[next]!) next = j;
    }
    edges.push({ a: from[next]!, b: next, length: nearest[next]! });
    taken[next] = 1;
    current = next;
  }
  return edges;
}

/** Single linkage of the tree's edges: node n + i joins left[i] and right[i] at height[i]. */
function dendrogram(
  n: number,
  edges: Edge[],
): { left: Int32Array; right: Int32Array; height: Float64Array; size: Int32Array } {
  const sorted = edges.map((edge, i) => ({ edge, i })).sort((x, y) => x.edge.length - y.edge.length || x.i - y.i);
  const parent = Int32Array.from({ length: 2 * n - 1 }, (_, i) => i);
  const find = (i: number): number => {
    let root = i;
    while (parent[root] !== root) root = parent[root]!;
    for (let at = i; parent[at] !== root; ) {
      const up = parent[at]!;
      parent[at] = root;
      at = up;
    }
    return root;
  };
  const left = new Int32Array(n - 1);
  const right = new Int32Array(n - 1);
  const height = new Float64Array(n - 1);
  const size = new Int32Array(2 * n - 1).fill(1, 0, n);
  sorted.forEach(({ edge }, i) => {
    const a = find(edge.a);
    const b = find(edge.b);
    left[i] = a;
    right[i] = b;
    height[i] = edge.length;
    size[n + i] = size[a]! + size[b]!;
    parent[a] = n + i;
    parent[b] = n + i;
  });
  return { left, right, height, size };
}

/** The value at place `rank` of the sorted list, by insertion into the few smallest. O(n · rank) at worst. */
function smallest(values: Float64Array, rank: number): number {
  const least = new Float64Array(rank + 1).fill(Number.POSITIVE_INFINITY);
  for (const value of values) {
    if (value >= least[rank]!) continue;
    let at = rank;
    while (at > 0 && value < least[at - 1]!) {
      least[at] = least[at - 1]!;
      at--;
    }
    least[at] = value;
  }
  return least[rank]!;
}

/**
 * HDBSCAN* (Campello, Moulavi & Sander 2013, doi:10.1007/978-3-642-37456-2_14): clusters of varying density, found as the most
 * stable branches (excess of mass) of single linkage over mutual reachability; the whole is never a cluster. Clusters are numbered by
 * their first point. O(n² · cost of a distance) time, O(n) memory.
 */
export function hdbscan(n: number, distances: DistancesFrom, leastSize: number, neighbours: number): DensityClusters {
  const cluster = new Int32Array(n).fill(-1);
  const core = new Float64Array(n);
  if (n < 2 || n < leastSize) return { cluster, clusters: 0, core };
  const row = new Float64Array(n);
  const rank = Math.min(neighbours, n) - 1;
  for (let i = 0; i < n; i++) {
    distances(i, row);
    core[i] = smallest(row, rank);
  }
  const { left, right, height, size } = dendrogram(n, spanningTree(n, distances, core));
  // Condensed tree: a branch of fewer than leastSize points falls out of its cluster and is not one.
  const births: number[] = [0];
  const parents: number[] = [-1];
  const stability: number[] = [0];
  const fellFrom = new Int32Array(n);
  const members = (node: number, visit: (point: number) => void): void => {
    const stack = [node];
    while (stack.length > 0) {
      const at = stack.pop()!;
      if (at < n) visit(at);
      else stack.push(left[at - n]!, right[at - n]!);
    }
  };
  const open: [node: number, cluster: number][] = [[2 * n - 2, 0]];
  while (open.length > 0) {
    const [node, own] = open.pop()!;
    if (node < n) {
      fellFrom[node] = own;
      continue;
    }
    const density = height[node - n]! > 0 ? 1 / height[node - n]! : Number.MAX_VALUE;
    const sides = [left[node - n]!, right[node - n]!] as const;
    const large = sides.filter((side) => size[side]! >= leastSize);
    const gained = (points: number): void => {
      const born = births[own]!;
      if (born < Number.MAX_VALUE) stability[own]! += points * (density - born);
    };
    for (const side of sides) {
      if (size[side]! < leastSize) {
        gained(size[side]!);
        members(side, (point) => {
          fellFrom[point] = own;
        });
      } else if (large.length === 2) {
        gained(size[side]!);
        births.push(density);
        parents.push(own);
        stability.push(0);
        open.push([side, births.length - 1]);
      } else open.push([side, own]);
    }
  }
  // Excess of mass: a cluster stands where it is more stable than its parts together. Children have higher numbers.
  const chosen = new Uint8Array(births.length);
  const below = new Float64Array(births.length);
  for (let c = births.length - 1; c > 0; c--) {
    const hasChildren = parents.indexOf(c) >= 0;
    chosen[c] = !hasChildren || stability[c]! >= below[c]! ? 1 : 0;
    below[parents[c]!]! += chosen[c] ? stability[c]! : below[c]!;
  }
  const top = new Int32Array(births.length).fill(-1);
  for (let c = 1; c < births.length; c++) top[c] = top[parents[c]!]! >= 0 ? top[parents[c]!]! : chosen[c] ? c : -1;
  const number = new Map<number, number>();
  for (let i = 0; i < n; i++) {
    const own = top[fellFrom[i]!]!;
    if (own < 0) continue;
    if (!number.has(own)) number.set(own, number.size);
    cluster[i] = number.get(own)!;
  }
  return { cluster, clusters: number.size, core };
}
