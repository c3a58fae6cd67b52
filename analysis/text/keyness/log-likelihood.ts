/** Two corpora and a term: its occurrences in each, and the words of each. */
export interface Occurrence {
  readonly count: number;
  readonly size: number;
  readonly referenceCount: number;
  readonly referenceSize: number;
}

function part(observed: number, expected: number): number {
  return observed === 0 ? 0 : observed * Math.log(observed / expected);
}

/**
 * Log-likelihood ratio G² of a term's frequency in two corpora, one degree of freedom; at least 0, however the term leans. With four
 * cells also the words that are not the term count (Dunning 1993); with two only the term's (Rayson & Garside 2000). NaN where a
 * corpus is empty.
 */
export function logLikelihood(term: Occurrence, cells: 2 | 4 = 4): number {
  const { count, size, referenceCount, referenceSize } = term;
  if (size === 0 || referenceSize === 0) return Number.NaN;
  const total = size + referenceSize;
  const both = count + referenceCount;
  let sum = part(count, (size * both) / total) + part(referenceCount, (referenceSize * both) / total);
  if (cells === 4) {
    const others = total - both;
    sum += part(size - count, (size * others) / total);
    sum += part(referenceSize - referenceCount, (referenceSize * others) / total);
  }
  return Math.max(0, 2 * sum);
}

export interface LogRatio {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const normal95 = 1.959963984540054;

/**
 * Binary logarithm of the ratio of relative frequencies (Hardie 2014): 1 is twice as frequent; a count of 0 counts as ½. The 95 per
 * cent interval is that of a ratio of proportions on the log scale (Katz et al. 1978). NaN where a corpus is empty.
 */
export function logRatio({ count, size, referenceCount, referenceSize }: Occurrence): LogRatio {
  if (size === 0 || referenceSize === 0) return { value: Number.NaN, low: Number.NaN, high: Number.NaN };
  const a = count === 0 ? 0.5 : count;
  const b = referenceCount === 0 ? 0.5 : referenceCount;
  const value = Math.log2(a / size / (b / referenceSize));
  const spread = (normal95 * Math.sqrt(Math.max(0, 1 / a - 1 / size + 1 / b - 1 / referenceSize))) / Math.LN2;
  return { value, low: value - spread, high: value + spread };
}
