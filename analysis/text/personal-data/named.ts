import type { FoundDate } from './date-of-birth';
import { foldName, hashName, listedAs } from './gazetteer';
import { nameFeatures } from './name-features';
import { builtInModel } from './name-model';
import { allowedTags, decode, type NameModel, taggedTypes } from './name-tagger';
import { type NameToken, nameTokens } from './name-token';
import type { Doubtful } from './structured';
import { type PiiSpan, type PiiType, SpanSet } from './span';

/** Full dates that are nobody's birthday. */
export function claimDates(dates: readonly FoundDate[], spans: SpanSet): void {
  for (const { start, end } of dates) spans.add('date', start, end, 0.9);
}

/** How far above nothing a span's weakest word must be for a confidence of about one half. */
const even = 1;
const steepness = 0.35;
/** From this confidence on a name in small letters needs no list. */
const sure = 0.8;
/** A post as long as a book is tagged in parts: memory stays small. */
const tokensAtOnce = 4096;

/**
 * People, places, organisations, addresses, postcodes, dates, ages, titles and nationalities by a linear-chain tagger; what is found
 * already stays. Made for English in Latin script. O(length).
 */
export function findNamed(
  text: string,
  wanted: ReadonlySet<PiiType>,
  { dates, weakPhones }: Doubtful,
  spans: SpanSet,
  model: NameModel = builtInModel(),
): void {
  claimDates(dates, spans);
  spans.spans.sort((a, b) => a.start - b.start);
  const tokens = nameTokens(text, spans.spans);
  const tags = new Uint8Array(tokens.length);
  const named: PiiSpan[] = [];
  for (let from = 0; from < tokens.length; from += tokensAtOnce)
    tagPart(text, tokens.slice(from, from + tokensAtOnce), model, tags.subarray(from, from + tokensAtOnce), named);
  const addresses = wholeAddresses(text, named);
  // A house number has its street beside it.
  const lettered = new SpanSet(text.length);
  for (const span of addresses)
    if (/\p{L}/u.test(text.slice(span.start, span.end))) lettered.add(span.type, span.start, span.end, 1);
  for (const { start, end, confidence } of weakPhones)
    if (lettered.free(start, end)) spans.add('phone', start, end, confidence);
  for (const span of addresses)
    if (wanted.has(span.type)) spans.add(span.type, span.start, span.end, span.confidence);
  if (wanted.has('person')) repeatedNames(text, tokens, tags, spans);
}

function tagPart(text: string, tokens: readonly NameToken[], model: NameModel, out: Uint8Array, named: PiiSpan[]): void {
  const features = nameFeatures(text, tokens);
  const { tags, margins } = decode(model, features, tokens.length, (token) => allowedTags(tokens[token]!));
  out.set(tags);
  for (let i = 0; i < tokens.length; ) {
    const tag = tags[i]!;
    let end = i + 1;
    if (tag > 0) {
      let margin = margins[i]!;
      while (end < tokens.length && tags[end] === tag + 1) margin = Math.min(margin, margins[end++]!);
      const confidence = Math.max(0.05, Math.round(90 / (1 + Math.exp(-steepness * (margin - even)))) / 100);
      const span = { start: tokens[i]!.start, end: tokens[end - 1]!.end, type: taggedTypes[(tag - 1) >> 1]!, confidence };
      if (!unlikely(text, span)) named.push(span);
    }
    i = end;
  }
}

/** Names in small letters are believed where a word of them is listed, or the words around leave little doubt. */
function unlikely(text: string, { start, end, type, confidence }: PiiSpan): boolean {
  if (type !== 'person' && type !== 'place' && type !== 'organisation') return false;
  const written = text.slice(start, end);
  if (written !== written.toLowerCase() || written === written.toUpperCase() || confidence > sure) return false;
  return !written.split(/[^\p{L}\p{M}]+/u).some((word) => word.length > 2 && listedAs(hashName(foldName(word))) > 0);
}

const person = 1 + 2 * taggedTypes.indexOf('person');
/** Shorter words are too often something else. */
const shortestName = 4;

/** A name that is a person's in one place is that in another place of the same post too. */
function repeatedNames(text: string, tokens: readonly NameToken[], tags: Uint8Array, spans: SpanSet): void {
  const names = new Set<string>();
  const word = (i: number): string => text.slice(tokens[i]!.start, tokens[i]!.end);
  const capital = (i: number): boolean => /^\p{Lu}/u.test(word(i));
  tokens.forEach(({ kind, start, end }, i) => {
    if (kind === 'word' && (tags[i] === person || tags[i] === person + 1) && end - start >= shortestName && capital(i))
      names.add(word(i));
  });
  if (names.size === 0) return;
  tokens.forEach(({ kind, start, end }, i) => {
    if (kind === 'word' && tags[i] === 0 && names.has(word(i))) spans.add('person', start, end, 0.4);
  });
}

const goesOn: ReadonlySet<PiiType> = new Set(['address', 'place', 'postcode']);

/** Street, town and country that stand beside each other are one address. */
function wholeAddresses(text: string, named: readonly PiiSpan[]): PiiSpan[] {
  const out: PiiSpan[] = [];
  for (const span of named) {
    const last = out.at(-1);
    if (last?.type === 'address' && goesOn.has(span.type) && /^[\s,]{0,8}$/.test(text.slice(last.end, span.start).slice(0, 9)))
      out[out.length - 1] = { ...last, end: span.end, confidence: Math.max(last.confidence, span.confidence) };
    else out.push(span);
  }
  return out;
}
