import type { FoundDate } from './date-of-birth';
import { foldName, hashName, listedAs } from './gazetteer';
import { nameFeatures } from './name-features';
import { builtInTagger } from './name-model';
import { allowedTags, taggedTypes } from './name-tagger';
import { type NameToken, nameTokens } from './name-token';
import type { PackedTagger } from './packed-tagger';
import type { Doubtful } from './structured';
import { type PiiSpan, type PiiType, SpanSet } from './span';

/** Full dates that are nobody's birthday. */
export function claimDates(dates: readonly FoundDate[], spans: SpanSet): void {
  for (const { start, end } of dates) spans.add('date', start, end, 0.9);
}

/**
 * How far above nothing a span's words must be on average for one of two to be right, and how fast that grows: fitted by eye to the share
 * of right spans in the development part of WNUT 2017.
 */
const even = 20;
const spread = 28;
const mostSure = 0.95;
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
  tagger: PackedTagger = builtInTagger(),
): void {
  claimDates(dates, spans);
  spans.spans.sort((a, b) => a.start - b.start);
  const tokens = nameTokens(text, spans.spans);
  const tags = new Uint8Array(tokens.length);
  const named: PiiSpan[] = [];
  for (let from = 0; from < tokens.length; from += tokensAtOnce)
    tagPart(text, tokens.slice(from, from + tokensAtOnce), tagger, tags.subarray(from, from + tokensAtOnce), named);
  const addresses = wholeAddresses(text, named);
  // A house number has its street beside it.
  const lettered = new SpanSet(text.length);
  for (const span of addresses)
    if (/\p{L}/u.test(text.slice(span.start, span.end))) lettered.add(span.type, span.start, span.end, 1);
  for (const { start, end, confidence } of weakPhones)
    if (lettered.free(start, end)) spans.add('phone', start, end, confidence);
  for (const span of addresses) if (wanted.has(span.type)) spans.add(span.type, span.start, span.end, span.confidence);
  if (wanted.has('person')) repeatedNames(text, tokens, tags, spans);
}

function tagPart(
  text: string,
  tokens: readonly NameToken[],
  tagger: PackedTagger,
  out: Uint8Array,
  named: PiiSpan[],
): void {
  const features = nameFeatures(text, tokens);
  const { tags, margins } = tagger.decode(features, tokens.length, (token) => allowedTags(tokens[token]!));
  out.set(tags);
  for (let i = 0; i < tokens.length; ) {
    const tag = tags[i]!;
    let end = i + 1;
    if (tag > 0) {
      let sum = margins[i]!;
      while (end < tokens.length && tags[end] === tag + 1) sum += margins[end++]!;
      const margin = sum / (end - i);
      const confidence = Math.min(mostSure, Math.round(100 / (1 + Math.exp((even - margin) / spread))) / 100);
      const [first, last] = withoutMarks(text, tokens, i, end - 1);
      const span = {
        start: tokens[first]!.start,
        end: tokens[last]!.end,
        type: taggedTypes[(tag - 1) >> 1]!,
        confidence,
      };
      if (tokens[first]!.kind !== 'mark' && !unlikely(text, span)) named.push(span);
    }
    i = end;
  }
}

/** First and last token without punctuation around; a full stop may end an abbreviation. */
function withoutMarks(text: string, tokens: readonly NameToken[], from: number, to: number): [number, number] {
  let first = from;
  let last = to;
  while (first < last && tokens[first]!.kind === 'mark') first++;
  while (last > first && tokens[last]!.kind === 'mark' && text[tokens[last]!.start] !== '.') last--;
  return [first, last];
}

const ageWords =
  /(?:\bage[ds]?\b|\bturn|\byears?\b|\byrs?\b|\by\/?o\b|\bold\b|birthday|b-?day|\bi['’]?m\b|\bam\b|\bis\b|['’]s\b|\bwas\b|\bjahre|\bans\b|\baños|\banni\b|\banos\b|\bborn\b)/iu;

/** A number is an age where a word beside it says so, and where it is no part of a time, a score or a sum. */
function isAge(text: string, start: number, end: number): boolean {
  if (
    /[\d$€£#.:/-]$/.test(text.slice(Math.max(0, start - 1), start)) ||
    /^(?:[.:/-]?\d|%|[ap]m\b)/i.test(text.slice(end, end + 3))
  )
    return false;
  return (
    ageWords.test(text.slice(Math.max(0, start - 24), start)) ||
    ageWords.test(text.slice(end, end + 16)) ||
    /^, of\b|^,? (?:from|of) /.test(text.slice(end, end + 8)) ||
    /^, /.test(text.slice(end, end + 2))
  );
}

/** Names in small letters are believed where a word of them is listed, or the words around leave little doubt. */
function unlikely(text: string, { start, end, type, confidence }: PiiSpan): boolean {
  if (type === 'age') return !isAge(text, start, end);
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
    if (
      last?.type === 'address' &&
      goesOn.has(span.type) &&
      /^[\s,]{0,8}$/.test(text.slice(last.end, span.start).slice(0, 9))
    )
      out[out.length - 1] = { ...last, end: span.end, confidence: Math.max(last.confidence, span.confidence) };
    else out.push(span);
  }
  return out;
}
