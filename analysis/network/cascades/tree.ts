/** The shape of a tree whose nodes come in an order in which a parent stands before its children. */
export interface TreeShape {
  readonly size: number;
  /** Longest way from the root. */
  readonly depth: number;
  /** Most nodes at one depth. */
  readonly breadth: number;
  /** Mean distance between two nodes (Goel et al. 2016); NaN for one node. */
  readonly structuralVirality: number;
}

/**
 * Size, depth, breadth and structural virality, which is the tree's Wiener index over its number of pairs: an edge that parts s from
 * n − s nodes lies on s (n − s) of the paths. O(n). Goel, Anderson, Hofman & Watts 2016, doi:10.1287/mnsc.2015.2158.
 *
 * @param parent place of each node's parent in the same list, −1 for the root, which is first
 *
 * @example
 * treeShape([-1, 0, 0]).structuralVirality.toFixed(4) // '1.3333'
 */
export function treeShape(parent: ArrayLike<number>): TreeShape {
  const size = parent.length;
  const depths = new Int32Array(size);
  const below = new Float64Array(size).fill(1);
  const wide: number[] = [];
  for (let i = 0; i < size; i++) {
    if (i > 0) depths[i] = depths[parent[i]!]! + 1;
    wide[depths[i]!] = (wide[depths[i]!] ?? 0) + 1;
  }
  let paths = 0;
  for (let i = size - 1; i > 0; i--) {
    paths += below[i]! * (size - below[i]!);
    below[parent[i]!]! += below[i]!;
  }
  return {
    size,
    depth: wide.length - 1,
    breadth: wide.reduce((most, one) => Math.max(most, one), 0),
    structuralVirality: size < 2 ? Number.NaN : paths / ((size * (size - 1)) / 2),
  };
}
