import { findNamed } from './named';
import { plainForm } from './plain-form';
import { namedTypes, type PiiSpan, type PiiType, SpanSet } from './span';
import { findStructured } from './structured';

/** Spans of the plain form in units of the text as it is; never inside a surrogate pair. */
function inOriginal(text: string, spans: readonly PiiSpan[], places: Uint32Array | undefined): PiiSpan[] {
  return spans.map((span) => {
    // An end stands behind the last character, not before the next: invisible ones between two words stay outside.
    let start = places ? places[span.start]! : span.start;
    let end = places ? places[span.end - 1]! + 1 : span.end;
    if (isLow(text, start) && isHigh(text, start - 1)) start--;
    if (isLow(text, end) && isHigh(text, end - 1)) end++;
    return { ...span, start, end };
  });
}

function isHigh(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xd800;
}

function isLow(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xdc00;
}

/**
 * Spans of personal data, in order, never overlapping. Structured types are found by form and check digits in any language; the named
 * ones (`namedTypes`) by a tagger made for English, only where they are asked for. O(length).
 */
export function findPii(text: string, types: ReadonlySet<PiiType>, language = 'und'): PiiSpan[] {
  if (text.length === 0 || types.size === 0) return [];
  const plain = plainForm(text);
  const found = new SpanSet(plain.text.length);
  const doubtful = findStructured(plain.text, language, types, found);
  if (namedTypes.some((type) => types.has(type))) findNamed(plain.text, types, doubtful, found);
  const spans = found.spans.filter((span) => types.has(span.type)).sort((a, b) => a.start - b.start);
  return inOriginal(text, spans, plain.places);
}

/** Spans without the mentions of accounts that stay readable; `keep` holds lower-case handles. */
export function withoutKept(text: string, spans: readonly PiiSpan[], keep: ReadonlySet<string>): PiiSpan[] {
  return spans.filter(
    (span) => span.type !== 'mention' || !keep.has(text.slice(span.start + 1, span.end).toLowerCase()),
  );
}
