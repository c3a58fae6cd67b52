/** Renames the labels in place to 0 … count − 1 in order of first appearance; labels must lie in [0, length). Returns count. O(n). */
export function numberDensely(labels: Int32Array): number {
  const names = new Int32Array(labels.length).fill(-1);
  let count = 0;
  for (let v = 0; v < labels.length; v++) {
    const label = labels[v]!;
    if (names[label] === -1) names[label] = count++;
    labels[v] = names[label]!;
  }
  return count;
}

/** Communities numbered by falling size, ties by their smallest node. O(n log n) at worst. */
export function numberBySize(labels: Int32Array): Int32Array {
  const dense = labels.slice();
  const count = numberDensely(dense);
  const sizes = communitySizes(dense, count);
  // Dense numbers rise with the first node already.
  const order = Int32Array.from({ length: count }, (_, c) => c).sort((a, b) => sizes[b]! - sizes[a]! || a - b);
  const rank = new Int32Array(count);
  order.forEach((community, at) => {
    rank[community] = at;
  });
  return dense.map((community) => rank[community]!);
}

export function communitySizes(labels: Int32Array, count: number): Int32Array {
  const sizes = new Int32Array(count);
  for (let v = 0; v < labels.length; v++) sizes[labels[v]!]!++;
  return sizes;
}

export function communityCount(labels: Int32Array): number {
  let most = -1;
  for (let v = 0; v < labels.length; v++) if (labels[v]! > most) most = labels[v]!;
  return most + 1;
}
