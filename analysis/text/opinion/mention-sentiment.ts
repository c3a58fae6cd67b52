import type { OpinionTerm } from './opinion-terms';

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

/** Words to either side in which an opinion of another clause still counts, where the mention's own clause has none. */
const window = 8;
const threshold = 0.05;

function inside(term: OpinionTerm, mention: Mention): boolean {
  return term.start >= mention.start && term.end <= mention.end;
}

/**
 * The sentiment of each mention of a post, mentions in order and without overlap. An opinion word belongs to the nearest mention of its
 * own clause, of two equally near to the one that follows it; where a clause says nothing of its mention, the nearest opinion of a
 * clause without mention counts, unless a contrast or the end of the sentence stands between. O(terms + mentions · window).
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
  const clausesWithMention = new Set(place.map((k) => terms[k]?.clause));
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
  return mentions.map((_, m) => {
    const sum = said[m] === 1 ? sums[m]! : beyond(text, terms, place[m]!, clausesWithMention);
    const score = Math.round((sum / Math.sqrt(sum * sum + 15)) * 1e4) / 1e4;
    return { score, sentiment: score >= threshold ? 'positive' : score <= -threshold ? 'negative' : 'neutral' };
  });
}

const sentenceEnd = /[.!?।؟\n]/u;

/** The nearest opinion outside the clause of term `at`, in a clause that no mention claims. */
function beyond(
  text: string,
  terms: readonly OpinionTerm[],
  at: number,
  claimed: ReadonlySet<number | undefined>,
): number {
  for (let gap = 1; gap <= window; gap++) {
    for (const k of [at + gap, at - gap]) {
      const term = terms[k];
      if (!term || term.value === 0 || claimed.has(term.clause)) continue;
      const [from, to] = k > at ? [at, k] : [k, at];
      let barred = sentenceEnd.test(text.slice(terms[from]!.end, terms[to]!.start));
      for (let j = from + 1; j <= to && !barred; j++) barred = terms[j]!.contrast;
      // An emoji after the full stop still speaks of the sentence before it.
      if (!barred || (!term.word && k > at && noContrastBetween(terms, at, k))) return clauseSum(terms, k);
    }
  }
  return 0;
}

/** All that the clause of term `k` says, near it. */
function clauseSum(terms: readonly OpinionTerm[], k: number): number {
  let sum = 0;
  for (let j = Math.max(0, k - window); j < Math.min(terms.length, k + window + 1); j++)
    if (terms[j]!.clause === terms[k]!.clause) sum += terms[j]!.value;
  return sum;
}

function noContrastBetween(terms: readonly OpinionTerm[], from: number, to: number): boolean {
  for (let k = from + 1; k < to; k++) if (terms[k]!.contrast) return false;
  return true;
}
