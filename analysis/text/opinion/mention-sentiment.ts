import { negationFactor, type OpinionTerm, reach } from './opinion-terms';

/** Where something is mentioned; offsets in UTF-16 units. */
export interface Mention {
  readonly start: number;
  readonly end: number;
}

export interface MentionSentiment {
  readonly sentiment: 'positive' | 'neutral' | 'negative';
  /** −1 to 1, as VADER's compound; 0 where nothing rated is said of it. */
  readonly score: number;
}

/** Words to either side in which opinions still count for a mention that nothing is said of in its own clause. */
const window = 12;
const threshold = 0.05;

function inside(term: OpinionTerm, mention: Mention): boolean {
  return term.start >= mention.start && term.end <= mention.end;
}

/**
 * The sentiment of each mention of a post, mentions in order and without overlap. An opinion word belongs to the nearest mention of its
 * own clause, of two equally near to the one that follows it. A mention that none is nearest to has the opinions around it ("the food and
 * the service were great"), in the share of their nearness (Ding, Liu & Yu 2008, doi:10.1145/1341531.1341561): those that no contrast
 * and no end of a sentence parts from it, or else all, turned where it is negated itself ("but not the food"). O(terms + mentions · window).
 */
export function mentionSentiments(
  text: string,
  terms: readonly OpinionTerm[],
  mentions: readonly Mention[],
): MentionSentiment[] {
  const owner = new Int32Array(terms.length).fill(-1);
  const place: number[] = [];
  let t = 0;
  mentions.forEach((mention, m) => {
    while (t < terms.length && terms[t]!.end <= mention.start) t++;
    place.push(Math.min(t, terms.length - 1));
    for (let k = t; k < terms.length && terms[k]!.start < mention.end; k++)
      if (inside(terms[k]!, mention)) owner[k] = m;
  });
  const sums = new Float64Array(mentions.length);
  const said = new Uint8Array(mentions.length);
  let next = 0;
  terms.forEach((term, k) => {
    while (next < mentions.length && place[next]! < k) next++;
    if (term.value === 0 || owner[k]! >= 0) return;
    const near = [next - 1, next].filter(
      (m) => m >= 0 && m < mentions.length && terms[place[m]!]!.clause === term.clause,
    );
    if (near.length === 0) return;
    const best = near.length === 1 || place[near[1]!]! - k <= k - place[near[0]!]! ? near.at(-1)! : near[0]!;
    sums[best]! += term.value;
    said[best] = 1;
  });
  const stretches = said.every((one) => one === 1) ? [] : stretchesOf(text, terms);
  return mentions.map((_, m) => {
    const at = place[m]!;
    const sum =
      said[m] === 1
        ? sums[m]!
        : (around(terms, at, (k) => stretches[k] === stretches[at]) ??
          (around(terms, at, () => true) ?? 0) * (isNegated(terms, stretches, at) ? negationFactor : 1));
    const score = Math.round((sum / Math.sqrt(sum * sum + 15)) * 1e4) / 1e4;
    return { score, sentiment: score >= threshold ? 'positive' : score <= -threshold ? 'negative' : 'neutral' };
  });
}

const sentenceEnd = /[.!?।؟\n]/u;

/** Number of the stretch of each term: one ends where a sentence does or a contrast begins. */
function stretchesOf(text: string, terms: readonly OpinionTerm[]): number[] {
  let stretch = 0;
  return terms.map((term, k) => {
    // An emoji after the full stop still speaks of the sentence before it.
    if (k > 0 && term.word && (term.contrast || sentenceEnd.test(text.slice(terms[k - 1]!.end, term.start)))) stretch++;
    return stretch;
  });
}

function isNegated(terms: readonly OpinionTerm[], stretches: readonly number[], at: number): boolean {
  for (let k = Math.max(0, at - reach); k < at; k++)
    if (terms[k]!.negation && stretches[k] === stretches[at]) return true;
  return false;
}

/** The opinions within the window of term `at`, the nearest in full, others by how much farther they are; undefined where there are none. */
function around(terms: readonly OpinionTerm[], at: number, counts: (k: number) => boolean): number | undefined {
  let sum = 0;
  let nearest = Number.POSITIVE_INFINITY;
  for (let k = Math.max(0, at - window); k <= Math.min(terms.length - 1, at + window); k++) {
    const { value } = terms[k]!;
    if (value === 0 || !counts(k)) continue;
    const distance = Math.max(1, Math.abs(k - at));
    sum += value / distance;
    nearest = Math.min(nearest, distance);
  }
  return nearest === Number.POSITIVE_INFINITY ? undefined : sum * nearest;
}
