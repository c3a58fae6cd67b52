/** Rounds of the fixed point; it converges slowly and begins where the last estimate ended. */
const rounds = 20;

/** Keeps a topic that emptied alive: at 0 it could never be drawn again. */
const least = 1e-4;

/**
 * The asymmetric Dirichlet prior that makes the documents' topic counts most likely: Minka's fixed point on histograms of counts
 * (Minka 2000, Estimating a Dirichlet distribution; Wallach 2008, Structured topic models for language, §2.3), where
 * ψ(n + α) − ψ(α) is the sum of 1 / (α + i) for i < n. Documents without tokens say nothing. O(tokens + rounds · topics · longest).
 */
export function optimisedAlpha(start: Int32Array, topicOf: ArrayLike<number>, alpha: Float64Array): Float64Array {
  const topics = alpha.length;
  let longest = 0;
  for (let d = 0; d + 1 < start.length; d++) longest = Math.max(longest, start[d + 1]! - start[d]!);
  const byCount = Array.from({ length: topics }, () => new Int32Array(longest + 1));
  const byLength = new Int32Array(longest + 1);
  const counts = new Int32Array(topics);
  for (let d = 0; d + 1 < start.length; d++) {
    const from = start[d]!;
    const to = start[d + 1]!;
    if (from === to) continue;
    byLength[to - from]!++;
    for (let t = from; t < to; t++) counts[topicOf[t]!]!++;
    for (let t = from; t < to; t++) {
      const k = topicOf[t]!;
      if (counts[k]! > 0) {
        byCount[k]![counts[k]!]!++;
        counts[k] = 0;
      }
    }
  }
  // A document of n tokens adds the terms i = 0 … n − 1: so many documents have more than i.
  const more = (histogram: Int32Array): Float64Array => {
    const out = new Float64Array(longest);
    let above = 0;
    for (let i = longest - 1; i >= 0; i--) out[i] = above += histogram[i + 1]!;
    return out;
  };
  const ofTopic = byCount.map(more);
  const ofLength = more(byLength);
  const estimate = alpha.slice();
  for (let round = 0; round < rounds; round++) {
    let sum = 0;
    for (const one of estimate) sum += one;
    let below = 0;
    for (let i = 0; i < longest; i++) below += ofLength[i]! / (sum + i);
    if (below === 0) return estimate;
    for (let k = 0; k < topics; k++) {
      const a = estimate[k]!;
      let above = 0;
      const histogram = ofTopic[k]!;
      for (let i = 0; i < longest && histogram[i]! > 0; i++) above += histogram[i]! / (a + i);
      estimate[k] = Math.max(least, (a * above) / below);
    }
  }
  return estimate;
}
