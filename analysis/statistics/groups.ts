/** Rows of each group (a person's posts), in order of first appearance; a row without a group, below 0, is one of its own. O(n). */
export function rowsByGroup(groups: ArrayLike<number>): number[][] {
  const rows = new Map<number, number[]>();
  for (let i = 0; i < groups.length; i++) {
    const key = groups[i]! < 0 ? -1 - i : groups[i]!;
    const list = rows.get(key);
    if (list) list.push(i);
    else rows.set(key, [i]);
  }
  return [...rows.values()];
}
