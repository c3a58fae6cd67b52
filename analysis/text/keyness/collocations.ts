export interface PairCounts {
  /** How often the two words stand together, in order. */
  readonly together: number;
  readonly first: number;
  readonly second: number;
  /** Words of the corpus. */
  readonly words: number;
}

/** Pointwise mutual information in bits (Church & Hanks 1990). High for rare pairs: ask for a least count. */
export function pointwiseMutualInformation({ together, first, second, words }: PairCounts): number {
  return Math.log2((together * words) / (first * second));
}

/** PMI divided by its largest value, −1 to 1 (Bouma 2009). */
export function normalisedMutualInformation(pair: PairCounts): number {
  const { together, words } = pair;
  return together === words ? 1 : pointwiseMutualInformation(pair) / -Math.log2(together / words);
}

/** Log-likelihood ratio of a pair against chance over the four cells (Dunning 1993). */
export function pairLogLikelihood({ together, first, second, words }: PairCounts): number {
  const cells = [together, first - together, second - together, words - first - second + together];
  const expected = [
    (first * second) / words,
    (first * (words - second)) / words,
    ((words - first) * second) / words,
    ((words - first) * (words - second)) / words,
  ];
  let sum = 0;
  cells.forEach((observed, i) => {
    if (observed > 0 && expected[i]! > 0) sum += observed * Math.log(observed / expected[i]!);
  });
  return Math.max(0, 2 * sum);
}

export interface Collocation extends PairCounts {
  readonly pair: readonly [string, string];
  readonly documents: number;
}

/**
 * Pairs of words within `window` places of each other in a document, in order, with their counts; only pairs seen at least
 * `minimumCount` times. O(words · window).
 */
export function collocations(
  documents: Iterable<readonly string[]>,
  window: number,
  minimumCount: number,
  keeps: (word: string) => boolean,
): Collocation[] {
  const ids = new Map<string, number>();
  const names: string[] = [];
  const single: number[] = [];
  const pairs = new Map<number, { count: number; documents: number; last: number }>();
  let words = 0;
  let document = 0;
  for (const terms of documents) {
    document++;
    const own = terms.map((term) => {
      let id = ids.get(term);
      if (id === undefined) {
        id = names.length;
        ids.set(term, id);
        names.push(term);
        single.push(0);
      }
      single[id]!++;
      return id;
    });
    words += own.length;
    for (let i = 0; i < own.length; i++) {
      if (!keeps(terms[i]!)) continue;
      for (let j = i + 1; j < Math.min(own.length, i + window); j++) {
        if (!keeps(terms[j]!)) continue;
        // Below 2^53: a corpus has no more than 2^26 different words.
        const key = own[i]! * 0x4000000 + own[j]!;
        const known = pairs.get(key);
        if (!known) pairs.set(key, { count: 1, documents: 1, last: document });
        else {
          known.count++;
          if (known.last !== document) {
            known.documents++;
            known.last = document;
          }
        }
      }
    }
  }
  const found: Collocation[] = [];
  for (const [key, { count, documents: holding }] of pairs) {
    if (count < minimumCount) continue;
    const a = Math.floor(key / 0x4000000);
    const b = key % 0x4000000;
    found.push({
      pair: [names[a]!, names[b]!],
      together: count,
      first: single[a]!,
      second: single[b]!,
      words,
      documents: holding,
    });
  }
  return found;
}
