/** Which group each node belongs to. */
export interface NodeGroups {
  /** Group of each node, −1 without one; numbered in order of the names. */
  readonly group: Int32Array;
  readonly names: string[];
  readonly sizes: number[];
  readonly labelled: number;
}

/** Groups by label, in the order of their names by code point; nodes without a label have none. O(n). */
export function groupsOf(labels: readonly (string | null)[], nodes: number): NodeGroups {
  const names = [...new Set(labels.slice(0, nodes))]
    .filter((one): one is string => one !== null && one !== undefined)
    .sort();
  const numbers = new Map(names.map((name, g) => [name, g]));
  const group = new Int32Array(nodes).fill(-1);
  const sizes = new Array<number>(names.length).fill(0);
  let labelled = 0;
  for (let v = 0; v < nodes; v++) {
    const label = labels[v];
    if (label === null || label === undefined) continue;
    group[v] = numbers.get(label)!;
    sizes[group[v]!]!++;
    labelled++;
  }
  return { group, names, sizes, labelled };
}

/** Groups of a partition with labels 0 … count − 1. */
export function groupsOfPartition(community: Int32Array, count: number): NodeGroups {
  const sizes = new Array<number>(count).fill(0);
  for (const c of community) sizes[c]!++;
  return { group: community, names: sizes.map((_, c) => String(c)), sizes, labelled: community.length };
}
