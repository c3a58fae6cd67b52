import type { Json } from '../../../domain/json';
import { mostProbable } from '../../learning/logistic-regression';
import type { ReadPost } from './feature-space';
import { calibrateByLanguage } from './language-calibration';
import type { PostScores } from './post-scores';
import type { TextModel } from './text-model';

/** Words of a post, from `from` to before `to`, and what they add to its score or probability. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly contribution: number;
}

/** A post is scored anew at most so often: more words than this are left out several at a time. */
export const mostOccluded = 16;
/** One of more words less often: each time takes as long as the post. */
export const longPost = 500;
export const mostOfLong = 6;
/** Words tried together until the label changes. */
const mostRemoved = 10;

/**
 * What is left out at a time: each word where they are few; else the words that add or take most, by what the model says of their features,
 * and each stretch between two of them as a whole.
 */
function spansOf(adds: Float64Array): Span[] {
  const size = adds.length;
  const alone = Array.from({ length: size }, (_, w) => w);
  if (size > mostOccluded) {
    const most = size > longPost ? mostOfLong : mostOccluded;
    alone.sort((a, b) => Math.abs(adds[b]!) - Math.abs(adds[a]!) || a - b);
    alone.length = (most >> 1) - 1;
    alone.sort((a, b) => a - b);
  }
  const spans: Span[] = [];
  let from = 0;
  for (const word of [...alone, size]) {
    if (word > from) spans.push({ from, to: word, contribution: 0 });
    if (word < size) spans.push({ from: word, to: word + 1, contribution: 0 });
    from = word + 1;
  }
  return spans;
}

/**
 * By how much the probability of the label falls without each word of a post, of which `whole` are the scores: needs no look inside the
 * model (Robnik-Šikonja & Kononenko 2008). At most `mostOccluded` evaluations, each O(terms + length): `adds` tells which words of a longer
 * post to leave out alone.
 */
export function occlusion(
  model: TextModel,
  post: ReadPost,
  seen: PostScores,
  whole: Float64Array,
  label: number,
  adds: Float64Array,
): Span[] {
  const size = model.classes.length;
  const spans = spansOf(adds);
  const scores = new Float64Array((spans.length + 1) * size);
  scores.set(whole);
  spans.forEach(({ from, to }, k) => {
    seen.leave(from, to);
    seen.write(scores, (k + 1) * size);
    seen.restore();
  });
  const languages = new Array<string>(spans.length + 1).fill(post.language);
  const probabilities = calibrateByLanguage(model.calibration, scores, languages, size);
  return spans.map((span, k) => ({
    ...span,
    contribution: probabilities[label]! - probabilities[(k + 1) * size + label]!,
  }));
}

/** Contributions that differ by rounding alone are equal. */
const told = ({ contribution }: Span): number => Math.round(contribution * 1e12);

/** Fewest words found, taken greedily by contribution, without which the post gets another label; null where all ten do not do it. */
export function flip(
  { classes }: TextModel,
  post: ReadPost,
  seen: PostScores,
  label: number,
  spans: readonly Span[],
): Json {
  const order = spans
    .filter(({ contribution }) => contribution > 0)
    .sort((a, b) => told(b) - told(a) || a.from - b.from)
    .slice(0, mostRemoved);
  const scores = new Float64Array(classes.length);
  const labelLeft = (): number => {
    seen.write(scores, 0);
    return mostProbable(scores, classes.length)[0]!;
  };
  for (const { from, to } of order) seen.leave(from, to);
  const changes = order.length > 0 && labelLeft() !== label;
  seen.restore();
  if (!changes) return null;
  const removed: Span[] = [];
  let other = label;
  for (const span of order) {
    removed.push(span);
    seen.leave(span.from, span.to);
    other = labelLeft();
    if (other !== label) break;
  }
  seen.restore();
  return { removed: removed.map((span) => placeOf(post, span)), label: classes[other]! };
}

/** Where a span stands, in UTF-16 units of the post, and its word; of several words how many there are. */
export function placeOf(
  { tokens: { terms, starts, ends } }: ReadPost,
  { from, to }: Span,
): { readonly term: string; readonly start: number; readonly end: number } {
  const term = to - from === 1 ? terms[from]! : `(${to - from} words)`;
  return { term, start: starts[from]!, end: ends[to - 1]! };
}
