import type { Csr } from '../graph/csr';

export const localScores = [
  'common-neighbours',
  'jaccard',
  'adamic-adar',
  'resource-allocation',
  'preferential-attachment',
] as const;
export type LocalScore = (typeof localScores)[number];

function degreeOf({ offsets }: Csr, v: number): number {
  return offsets[v + 1]! - offsets[v]!;
}

/** What a common neighbour adds to a score. */
export function shareOf(score: LocalScore, degree: number): number {
  if (score === 'adamic-adar') return degree > 1 ? 1 / Math.log(degree) : 0;
  return score === 'resource-allocation' ? 1 / degree : 1;
}

/** The score of two nodes from the sum over their common neighbours. */
export function fromSum(score: LocalScore, sum: number, degreeA: number, degreeB: number): number {
  if (score === 'preferential-attachment') return degreeA * degreeB;
  if (score !== 'jaccard') return sum;
  const either = degreeA + degreeB - sum;
  return either === 0 ? 0 : sum / either;
}

/**
 * How alike the neighbourhoods of two nodes are (Liben-Nowell & Kleinberg 2007; resource allocation: Zhou, Lü & Zhang 2009). Rows of the
 * graph must be sorted, without loops and repeats. O(degree of both).
 */
export function localScore(csr: Csr, score: LocalScore, a: number, b: number): number {
  const { offsets, targets } = csr;
  let sum = 0;
  if (score !== 'preferential-attachment') {
    let i = offsets[a]!;
    let j = offsets[b]!;
    while (i < offsets[a + 1]! && j < offsets[b + 1]!) {
      const difference = targets[i]! - targets[j]!;
      if (difference === 0) {
        sum += shareOf(score, degreeOf(csr, targets[i]!));
        i++;
        j++;
      } else if (difference < 0) i++;
      else j++;
    }
  }
  return fromSum(score, sum, degreeOf(csr, a), degreeOf(csr, b));
}
