/** How often each pair of labels occurs together, and each label by itself. */
interface Contingency {
  readonly joint: Float64Array;
  readonly left: Float64Array;
  readonly right: Float64Array;
}

function denseLabels(labels: ArrayLike<number>): { dense: Int32Array; count: number } {
  const names = new Map<number, number>();
  const dense = new Int32Array(labels.length);
  for (let i = 0; i < labels.length; i++) {
    let name = names.get(labels[i]!);
    if (name === undefined) names.set(labels[i]!, (name = names.size));
    dense[i] = name;
  }
  return { dense, count: names.size };
}

function contingency(a: ArrayLike<number>, b: ArrayLike<number>): Contingency {
  const one = denseLabels(a);
  const two = denseLabels(b);
  const left = new Float64Array(one.count);
  const right = new Float64Array(two.count);
  const places = new Map<number, number>();
  const joint: number[] = [];
  for (let i = 0; i < a.length; i++) {
    left[one.dense[i]!]!++;
    right[two.dense[i]!]!++;
    const key = one.dense[i]! * two.count + two.dense[i]!;
    let place = places.get(key);
    if (place === undefined) {
      places.set(key, (place = joint.length));
      joint.push(0);
    }
    joint[place]!++;
  }
  return { joint: Float64Array.from(joint), left, right };
}

const entropy = (counts: Float64Array, n: number): number =>
  counts.reduce((h, count) => h - (count / n) * Math.log(count / n), 0);

/** Adjusted Rand index of two partitions: 1 the same, 0 as by chance (Hubert & Arabie 1985, doi:10.1007/BF01908075). O(n). */
export function adjustedRand(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length < 2) return 1;
  const { joint, left, right } = contingency(a, b);
  const pairs = (n: number): number => (n * (n - 1)) / 2;
  const sum = (counts: Float64Array): number => counts.reduce((total, n) => total + pairs(n), 0);
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
  const hl = entropy(left, n);
  const hr = entropy(right, n);
  if (hl + hr === 0) return 1;
  return Math.max(0, (2 * (hl + hr - entropy(joint, n))) / (hl + hr));
}

/** Distinct sizes and how many groups have each. */
function tally(sizes: Float64Array): [number, number][] {
  const counts = new Map<number, number>();
  for (const size of sizes) counts.set(size, (counts.get(size) ?? 0) + 1);
  return [...counts];
}

/** Terms of the hypergeometric distribution below this share of the largest add nothing. */
const negligible = 1e-20;

/**
 * Mean of (k/n)·ln(n·k/(a·b)) where k is the overlap of random groups of a and b among n: hypergeometric, walked from its mode, so that
 * no logarithm of a factorial loses digits.
 */
function expectedTerm(a: number, b: number, n: number): number {
  const low = Math.max(0, a + b - n);
  const high = Math.min(a, b);
  const mode = Math.min(high, Math.max(low, Math.floor(((a + 1) * (b + 1)) / (n + 2))));
  const value = (k: number): number => (k > 0 ? (k / n) * Math.log((n * k) / (a * b)) : 0);
  let mass = 1;
  let sum = value(mode);
  for (let k = mode, p = 1; k < high; k++) {
    p *= ((a - k) * (b - k)) / ((k + 1) * (n - a - b + k + 1));
    mass += p;
    sum += p * value(k + 1);
    if (p < negligible) break;
  }
  for (let k = mode, p = 1; k > low; k--) {
    p *= (k * (n - a - b + k)) / ((a - k + 1) * (b - k + 1));
    mass += p;
    sum += p * value(k - 1);
    if (p < negligible) break;
  }
  return sum / mass;
}

/**
 * Mutual information adjusted for chance: 1 the same, 0 as expected of random groups of these sizes; mean of the entropies below, as in
 * scikit-learn (Vinh et al. 2010, https://jmlr.org/papers/v11/vinh10a.html). O(n + distinct sizes² · spread).
 */
export function adjustedMutualInformation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const n = a.length;
  const { joint, left, right } = contingency(a, b);
  if (left.length === right.length && (left.length <= 1 || left.length === n)) return 1;
  const hl = entropy(left, n);
  const hr = entropy(right, n);
  const mutual = hl + hr - entropy(joint, n);
  let expected = 0;
  const columns = tally(right);
  for (const [size, times] of tally(left))
    for (const [other, otherTimes] of columns) expected += times * otherTimes * expectedTerm(size, other, n);
  const room = (hl + hr) / 2 - expected;
  if (Math.abs(room) < 1e-15) return 0;
  return (mutual - expected) / room;
}
