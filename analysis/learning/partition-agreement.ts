function contingency(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
): { joint: Map<string, number>; left: Map<number, number>; right: Map<number, number> } {
  const joint = new Map<string, number>();
  const left = new Map<number, number>();
  const right = new Map<number, number>();
  for (let i = 0; i < a.length; i++) {
    const key = `${a[i]} ${b[i]}`;
    joint.set(key, (joint.get(key) ?? 0) + 1);
    left.set(a[i]!, (left.get(a[i]!) ?? 0) + 1);
    right.set(b[i]!, (right.get(b[i]!) ?? 0) + 1);
  }
  return { joint, left, right };
}

/** Adjusted Rand index of two partitions: 1 the same, 0 as by chance (Hubert & Arabie 1985, doi:10.1007/BF01908075). O(n). */
export function adjustedRand(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length < 2) return 1;
  const { joint, left, right } = contingency(a, b);
  const pairs = (n: number): number => (n * (n - 1)) / 2;
  const sum = (map: Map<unknown, number>): number => [...map.values()].reduce((total, n) => total + pairs(n), 0);
  const both = sum(joint);
  const l = sum(left);
  const r = sum(right);
  const expected = (l * r) / pairs(a.length);
  const most = (l + r) / 2;
  return most === expected ? 1 : (both - expected) / (most - expected);
}

/** Normalised mutual information, arithmetic mean of the entropies below (Danon et al. 2005; scikit-learn's default). O(n). */
export function normalisedMutualInformation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const n = a.length;
  const { joint, left, right } = contingency(a, b);
  const entropy = (map: Map<unknown, number>): number =>
    [...map.values()].reduce((h, count) => h - (count / n) * Math.log(count / n), 0);
  const hl = entropy(left);
  const hr = entropy(right);
  if (hl + hr === 0) return 1;
  return Math.max(0, (2 * (hl + hr - entropy(joint))) / (hl + hr));
}
