import { TokenScanner } from '../tokens';
import { vader } from '../sentiment/vader';
import { listedForm, ratedWords } from './lexicons';
import { opinionWords } from './opinion-words';

/** A word, emoji or emoticon of a post with what it says of what it is about. Offsets in UTF-16 units of the post. */
export interface OpinionTerm {
  readonly start: number;
  readonly end: number;
  /** As a lexicon would list it. */
  readonly term: string;
  readonly word: boolean;
  /** Rating after negation and degree; 0 where it has none. */
  readonly value: number;
  /** Number of the clause: a new one begins at a mark that ends or divides a sentence, and at a word of contrast. */
  readonly clause: number;
  readonly contrast: boolean;
  readonly negation: boolean;
}

/** As in VADER, found there for English (Hutto & Gilbert 2014, table 2). */
export const negationFactor = -0.74;
const degreeStep = 0.293;
/** Words between a negation and what it turns, at most; also VADER's reach. */
export const reach = 3;

const clauseEnd = /[.!?;:…\n،؛؟।—(),]/u;
const emoticon = /(?<![\p{L}\p{N}])(?:[:;=8xX]['’]?-?[)(DPpoO3|*\]/\\]+|<3+|\^_*\^|:'\()(?![\p{L}\p{N}])/gu;

const emojiRating = new Map<string, number>();

/** What VADER reads in the name of an emoji or in an emoticon: its compound score undone. */
function markRating(mark: string): number {
  const known = emojiRating.get(mark);
  if (known !== undefined) return known;
  const { compound } = vader(mark);
  const value = compound * Math.sqrt(15 / (1 - compound * compound));
  // Marks that posts invent are endless; the table is not.
  if (emojiRating.size < 10_000) emojiRating.set(mark, value);
  return value;
}

interface Piece extends OpinionTerm {
  start: number;
  end: number;
  value: number;
  /** As the lexicon has it. */
  own: number;
  clause: number;
  contrast: boolean;
  negation: boolean;
}

function fold(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text.toLowerCase();
  return text.normalize('NFKC').toLowerCase().replaceAll('’', "'");
}

function pieceOf(start: number, end: number, term: string, word: boolean, own: number): Piece {
  return { start, end, term, word, own, value: 0, clause: 0, contrast: false, negation: false };
}

const scanner = new TokenScanner();

/** Words, hashtags, emoji and emoticons of a stretch in order. */
function piecesOf(stretch: string, language: string): Piece[] {
  const found: Piece[] = [];
  scanner.read(stretch);
  while (scanner.next()) {
    const { kind, start, end } = scanner;
    if (kind === 'emoji') {
      const mark = stretch.slice(start, end);
      found.push(pieceOf(start, end, mark, false, markRating(mark)));
    } else if (kind === 'word' || kind === 'hashtag') {
      const term = listedForm(fold(stretch.slice(kind === 'hashtag' ? start + 1 : start, end)), language);
      found.push(pieceOf(start, end, term, true, 0));
    }
  }
  const words = found.length;
  for (const match of stretch.matchAll(emoticon)) {
    const start = match.index;
    found.push(pieceOf(start, start + match[0].length, match[0], false, markRating(match[0])));
  }
  return found.length === words ? found : found.sort((a, b) => a.start - b.start);
}

/** Stretches between spaces that were met of late, by language, since most come again (Zipf); longer ones seldom do. */
const stretches = new Map<string, Map<string, readonly Piece[]>>();
const mostStretches = 1 << 14;
const longestStretch = 32;

function knownPieces(stretch: string, language: string): readonly Piece[] {
  let known = stretches.get(language);
  if (!known) stretches.set(language, (known = new Map()));
  let found = known.get(stretch);
  if (!found) {
    if (known.size === mostStretches) known.clear();
    known.set(stretch, (found = piecesOf(stretch, language)));
  }
  return found;
}

/** The pieces of a post in order. None goes over a space, and none is another one for what stands beyond. */
function pieces(text: string, language: string): Piece[] {
  const found: Piece[] = [];
  for (let from = 0; from < text.length; ) {
    const space = text.indexOf(' ', from);
    const to = space < 0 ? text.length : space;
    if (to > from + longestStretch)
      for (const piece of piecesOf(text.slice(from, to), language)) {
        piece.start += from;
        piece.end += from;
        found.push(piece);
      }
    else if (to > from)
      for (const { start, end, term, word, own } of knownPieces(text.slice(from, to), language))
        found.push(pieceOf(from + start, from + end, term, word, own));
    from = to + 1;
  }
  return found;
}

/** Reads a post's opinions in a language of `lexiconLanguages`; none for others. O(length). */
export function opinionTerms(text: string, language: string): OpinionTerm[] {
  const lexicon = ratedWords(language);
  const rules = opinionWords[language];
  if (!lexicon || !rules) return [];
  const list = pieces(text, language);
  let clause = 0;
  for (let i = 0; i < list.length; i++) {
    const piece = list[i]!;
    const end = i === 0 ? piece.start : list[i - 1]!.end;
    // Most words are one space apart.
    const before = piece.start - end === 1 && text.charCodeAt(end) === 32 ? '' : text.slice(end, piece.start);
    piece.contrast = piece.word && rules.contrasts.has(piece.term);
    piece.negation = piece.word && rules.negations.has(piece.term);
    if ((before !== '' && clauseEnd.test(before)) || piece.contrast) clause++;
    piece.clause = clause;
  }
  const { rating, longest } = lexicon;
  for (let i = 0; i < list.length; i++) {
    if (!list[i]!.word) continue;
    for (let size = Math.min(longest.get(list[i]!.term) ?? 1, list.length - i); size >= 1; size--) {
      const key =
        size === 1
          ? list[i]!.term
          : list
              .slice(i, i + size)
              .map((one) => one.term)
              .join(' ');
      const own = rating.get(key);
      if (own === undefined) continue;
      list[i]!.own = own;
      i += size - 1;
      break;
    }
  }
  for (let i = 0; i < list.length; i++) if (list[i]!.own !== 0) list[i]!.value = turned(list, i, rules);
  return list;
}

function turned(list: readonly Piece[], i: number, rules: (typeof opinionWords)[string]): number {
  const piece = list[i]!;
  let value = piece.own;
  if (!piece.word) return value;
  // Once, however many words say so: ne … pas, non … mai.
  let negated = false;
  for (let k = i - 1; k >= Math.max(0, i - reach) && list[k]!.clause === piece.clause; k--) {
    const { term, word, negation } = list[k]!;
    if (!word) continue;
    const step = (degreeStep * (4 - (i - k))) / 3;
    if (negation) negated = true;
    else if (rules.stronger.has(term)) value += value > 0 ? step : -step;
    else if (rules.weaker.has(term)) value -= value > 0 ? step : -step;
  }
  if (rules.negatesBackwards) {
    for (let k = i + 1; k <= Math.min(list.length - 1, i + 2) && list[k]!.clause === piece.clause; k++)
      if (list[k]!.negation) negated = true;
  }
  return negated ? value * negationFactor : value;
}

export interface OpinionScores {
  readonly compound: number;
  readonly positive: number;
  readonly neutral: number;
  readonly negative: number;
  /** Terms that the lexicon rates. */
  readonly rated: number;
}

/** The four scores that VADER gives, made of these terms in the same way. */
export function opinionScores(terms: readonly OpinionTerm[]): OpinionScores {
  let sum = 0;
  let positive = 0;
  let negative = 0;
  let rated = 0;
  for (const { value } of terms) {
    sum += value;
    if (value > 0) positive += value + 1;
    else if (value < 0) negative += 1 - value;
    if (value !== 0) rated++;
  }
  const neutral = terms.length - rated;
  const total = positive + negative + neutral;
  const share = (part: number): number => (total === 0 ? 0 : Math.round((part / total) * 1000) / 1000);
  return {
    compound: Math.round((sum / Math.sqrt(sum * sum + 15)) * 10_000) / 10_000,
    positive: share(positive),
    neutral: share(neutral),
    negative: share(negative),
    rated,
  };
}
