/** What every topic method comes to: how strongly each term belongs to each topic, and each post's topics. */
export interface TopicModel {
  readonly topics: number;
  /** terms × topics, row by row: probability of the term in the topic, or a weight that ranks terms. */
  readonly weights: Float32Array;
  /** Probability of each term in each topic, terms × topics, all positive: what held-out likelihood needs. */
  readonly probabilities: Float32Array;
  /** Prior of each topic in a post. */
  readonly alpha: Float64Array;
  /** Strongest topic of each post, −1 where it has no usable words. */
  readonly topic: Int32Array;
  /** Share of that topic in the post, NaN where there is none. */
  readonly weight: Float64Array;
  /** Share of each topic in all posts' words. */
  readonly shares: Float64Array;
}

/** Of the weight of a topic's strongest term: what has less is not of the topic, but what arithmetic or a prior left. */
const faintest = 1e-4;

/** Places of each topic's strongest terms, falling; ties in the order of the vocabulary. O(terms · topics). */
export function strongestTerms(weights: ArrayLike<number>, topics: number, count: number): number[][] {
  const terms = weights.length / topics;
  return Array.from({ length: topics }, (_, k) => {
    const best: number[] = [];
    for (let j = 0; j < terms; j++) {
      const value = weights[j * topics + k]!;
      if (!(value > 0)) continue;
      if (best.length === count && value <= weights[best[count - 1]! * topics + k]!) continue;
      let at = best.length;
      while (at > 0 && value > weights[best[at - 1]! * topics + k]!) at--;
      best.splice(at, 0, j);
      if (best.length > count) best.pop();
    }
    const least = best.length > 0 ? weights[best[0]! * topics + k]! * faintest : 0;
    return best.filter((j) => weights[j * topics + k]! > least);
  });
}

/** Probabilities from weights: each topic's weights as shares, with a little of the corpus so that no term is impossible. */
export function smoothed(weights: Float32Array, topics: number, frequency: Float64Array): Float32Array {
  const little = 0.05;
  const terms = frequency.length;
  const sums = new Float64Array(topics);
  for (let j = 0; j < terms; j++) for (let k = 0; k < topics; k++) sums[k]! += weights[j * topics + k]!;
  let total = 0;
  for (const one of frequency) total += one;
  const out = new Float32Array(weights.length);
  for (let j = 0; j < terms; j++) {
    const base = frequency[j]! / total;
    for (let k = 0; k < topics; k++) {
      const own = sums[k]! > 0 ? weights[j * topics + k]! / sums[k]! : base;
      out[j * topics + k] = (1 - little) * own + little * base;
    }
  }
  return out;
}
