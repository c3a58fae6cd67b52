import type { Json } from '../../../domain/json';
import { mostProbable } from '../../learning/logistic-regression';
import type { SparseMatrix } from '../../learning/sparse-matrix';
import type { ReadPost } from './feature-space';
import { calibrateByLanguage } from './language-calibration';
import { scoresOf, type TextModel } from './text-model';

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

function mark(left: Uint8Array, { from, to }: Pick<Span, 'from' | 'to'>): Uint8Array {
  return left.fill(1, from, to);
}

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
 * By how much the probability of the label falls without each word of a post, whose only row is `x`: needs no look inside the model (Robnik-Šikonja & Kononenko
 * 2008). At most `mostOccluded` evaluations, each O(terms + length): `adds` tells which words of a longer post to leave out alone.
 */
export function occlusion(
  model: TextModel,
  post: ReadPost,
  x: SparseMatrix,
  label: number,
  adds: Float64Array,
): Span[] {
  const { classes, fitted, calibration } = model;
  const probability = (row: SparseMatrix): number =>
    calibrateByLanguage(calibration, scoresOf(fitted, row), [post.language], classes.length)[label]!;
  const whole = probability(x);
  const left = new Uint8Array(adds.length);
  return spansOf(adds).map((span) => {
    left.fill(0);
    return { ...span, contribution: whole - probability(post.row(mark(left, span))) };
  });
}

/** Fewest words found, taken greedily by contribution, without which the post gets another label; null where all ten do not do it. */
export function flip(model: TextModel, post: ReadPost, label: number, spans: readonly Span[]): Json {
  const order = spans
    .filter(({ contribution }) => contribution > 0)
    .sort((a, b) => b.contribution - a.contribution || a.from - b.from)
    .slice(0, mostRemoved);
  const left = new Uint8Array(post.tokens.terms.length);
  const labelWithout = (): number => mostProbable(scoresOf(model.fitted, post.row(left)), model.classes.length)[0]!;
  for (const span of order) mark(left, span);
  if (order.length === 0 || labelWithout() === label) return null;
  left.fill(0);
  const removed: Span[] = [];
  let other = label;
  for (const span of order) {
    removed.push(span);
    mark(left, span);
    other = labelWithout();
    if (other !== label) break;
  }
  return { removed: removed.map((span) => placeOf(post, span)), label: model.classes[other]! };
}

/** Where a span stands, in UTF-16 units of the post, and its word; of several words how many there are. */
export function placeOf(
  { tokens: { terms, starts, ends } }: ReadPost,
  { from, to }: Span,
): { readonly term: string; readonly start: number; readonly end: number } {
  const term = to - from === 1 ? terms[from]! : `(${to - from} words)`;
  return { term, start: starts[from]!, end: ends[to - 1]! };
}
