import { normalQuantile } from './distributions';

/**
 * Wilson's score interval for a proportion (Wilson 1927, doi:10.1080/01621459.1927.10502953): right also at 0 and n, and for few
 * cases. Null for n = 0.
 *
 * @example
 * wilson(0, 10)?.high.toFixed(4) // '0.2775'
 */
export function wilson(hits: number, n: number, level = 0.95): { readonly low: number; readonly high: number } | null {
  if (n === 0) return null;
  const z = normalQuantile((1 + level) / 2);
  const share = hits / n;
  const centre = (share + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/** Newcombe's interval for a difference of proportions, from two Wilson intervals (1998, method 10, doi:10.1002/(SICI)1097-0258(19980430)17:8<873). */
export function newcombe(
  hitsA: number,
  nA: number,
  hitsB: number,
  nB: number,
  level = 0.95,
): { readonly low: number; readonly high: number } | null {
  const a = wilson(hitsA, nA, level);
  const b = wilson(hitsB, nB, level);
  if (!a || !b) return null;
  const pa = hitsA / nA;
  const pb = hitsB / nB;
  return {
    low: pa - pb - Math.sqrt((pa - a.low) ** 2 + (b.high - pb) ** 2),
    high: pa - pb + Math.sqrt((a.high - pa) ** 2 + (pb - b.low) ** 2),
  };
}

/**
 * Mean of values with an interval that lets the values of one cluster (a person) depend on each other: linearised between-cluster
 * variance (Cochran 1977, Sampling Techniques, §9A.2; Liang & Zeger 1986, doi:10.1093/biomet/73.1.13). Null limits for fewer than
 * two clusters. A cluster below 0 is one of its own. O(n).
 */
export function clusteredMean(
  values: ArrayLike<number>,
  clusters: ArrayLike<number>,
  level = 0.95,
): {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly clusters: number;
} {
  const n = values.length;
  if (n === 0) return { value: null, low: null, high: null, clusters: 0 };
  let sum = 0;
  for (let i = 0; i < n; i++) sum += values[i]!;
  const value = sum / n;
  const residual = new Map<number, number>();
  for (let i = 0; i < n; i++) {
    const key = clusters[i]! < 0 ? -1 - i : clusters[i]!;
    residual.set(key, (residual.get(key) ?? 0) + values[i]! - value);
  }
  const g = residual.size;
  if (g < 2) return { value, low: null, high: null, clusters: g };
  let square = 0;
  for (const one of residual.values()) square += one * one;
  const half = (normalQuantile((1 + level) / 2) * Math.sqrt((g / (g - 1)) * square)) / n;
  return { value, low: value - half, high: value + half, clusters: g };
}
