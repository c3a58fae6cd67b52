import { type CasedWord, type CasingCounts, casedWords, isShouted } from './casing';

export type EntityType = 'name' | 'product' | 'hashtag' | 'mention';

export interface EntitySpan {
  /** UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
  readonly type: EntityType;
  /** Under which it is counted. */
  readonly key: string;
}

/** Of the places inside a sentence, at least this share must have the capital. */
const leastShare = 0.75;
/** Words inside a name that have no capital: Rio de Janeiro. */
const links = new Set('of the de la le du da do dos das del di van von der den y e al el bin ibn'.split(' '));
const longestName = 5;
/** Capitalised by rule in English, and never a name on their own. */
const never = new Set(
  `i i'm i'll i've i'd rt dm lol omg wtf idk tbh imo fyi btw ok monday tuesday wednesday thursday friday saturday sunday january february
  march april may june july august september october november december mr mrs ms`.split(/\s+/),
);

/** Counts each word's casing inside sentences, over all posts. Languages that give every noun a capital are left out by the caller. */
export function countCasing(texts: readonly string[], counts: Map<string, CasingCounts>): void {
  for (const text of texts) {
    const words = casedWords(text);
    if (isShouted(words)) continue;
    for (const word of words) {
      if (word.kind !== 'word' || word.first) continue;
      const key = text.slice(word.start, word.end).toLowerCase();
      let known = counts.get(key);
      if (!known) counts.set(key, (known = { upper: 0, lower: 0 }));
      if (word.upper) known.upper++;
      else known.lower++;
    }
  }
}

function isName(word: string, counts: ReadonlyMap<string, CasingCounts>): boolean {
  const key = word.toLowerCase();
  if (key.length < 2 || never.has(key)) return false;
  const known = counts.get(key);
  return known !== undefined && known.upper > 0 && known.upper >= leastShare * (known.upper + known.lower);
}

const innerCapital = /\p{Ll}\p{Lu}|^\p{Ll}\p{Lu}/u;
const letterAndDigit = /^(?=.*\p{L})(?=.*\p{N})/u;
/** Contractions and possessives end a name before the apostrophe. */
const possessive = /['’](?:s|S)?$/u;

function hashtagKey(text: string): string {
  return `#${text.slice(1).normalize('NFKC').toLowerCase()}`;
}

/**
 * Names by casing: runs of words that the corpus writes with a capital inside sentences too; with a number behind, or capitals inside,
 * or digits in the word, a product. Hashtags and accounts as they are. O(length).
 */
export function findNames(text: string, counts: ReadonlyMap<string, CasingCounts> | null): EntitySpan[] {
  const words = casedWords(text);
  const spans: EntitySpan[] = [];
  const shouted = isShouted(words);
  const wordAt = (word: CasedWord): string => text.slice(word.start, word.end).replace(possessive, '');
  const capital = (word: CasedWord): boolean =>
    word.kind === 'word' && word.upper && !shouted && counts !== null && isName(wordAt(word), counts);
  /** Begins a sentence, was seen nowhere else, and a name follows: Angela Merkel said. */
  const beginsName = (i: number): boolean => {
    const word = words[i]!;
    const next = words[i + 1];
    if (!word.first || !word.upper || shouted || counts === null || next === undefined || !next.joined) return false;
    const key = wordAt(word).toLowerCase();
    return key.length > 1 && !never.has(key) && !counts.has(key) && capital(next);
  };
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (word.kind === 'hashtag' || word.kind === 'mention') {
      const part = text.slice(word.start, word.end);
      const key = word.kind === 'hashtag' ? hashtagKey(part) : part.toLowerCase();
      spans.push({ start: word.start, end: word.end, type: word.kind, key });
      continue;
    }
    if (word.kind !== 'word' || counts === null) continue;
    const own = wordAt(word);
    const coded = !shouted && own.length > 2 && (innerCapital.test(own) || (word.upper && letterAndDigit.test(own)));
    if (!coded && !capital(word) && !beginsName(i)) continue;
    let last = i;
    while (last + 1 < words.length && last - i + 1 < longestName && words[last + 1]!.joined) {
      const next = words[last + 1]!;
      if (possessive.test(text.slice(words[last]!.start, words[last]!.end))) break;
      if (capital(next)) last++;
      else if (
        last + 2 < words.length &&
        words[last + 2]!.joined &&
        links.has(text.slice(next.start, next.end)) &&
        capital(words[last + 2]!)
      )
        last += 2;
      else break;
    }
    const number = words[last + 1];
    const numbered = number?.kind === 'number' && number.joined && number.end - number.start <= 4;
    const end = numbered ? number.end : words[last]!.start + wordAt(words[last]!).length;
    const key = text.slice(word.start, end).normalize('NFKC').toLowerCase();
    spans.push({ start: word.start, end, type: coded || numbered ? 'product' : 'name', key });
    i = numbered ? last + 1 : last;
  }
  return spans;
}
