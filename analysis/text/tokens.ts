/** Kinds of token in a post, in the order in which they are tried at each place. */
export type TokenKind = 'url' | 'email' | 'mention' | 'hashtag' | 'mark' | 'word' | 'number' | 'emoji';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** UTF-16 offset. */
  readonly start: number;
}

/**
 * One linear pass; no alternative can backtrack into another. `mark` is a typed placeholder such as `[url]` left by masking.
 * Words keep inner apostrophes (don't) and combining marks; Han, Hiragana, Katakana and Thai come one character at a time.
 */
const pattern =
  /(?<url>(?:https?:\/\/|www\.)[^\s<>"]+)|(?<email>[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+)|(?<mention>[@＠][\p{L}\p{N}_]+(?:@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)?)|(?<hashtag>[#＃][\p{L}\p{M}\p{N}_]+)|(?<mark>\[(?:url|email|phone|ip|card|iban)\])|(?<word>[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]\p{M}*|[\p{L}\p{M}][\p{L}\p{M}\p{N}]*(?:['’][\p{L}\p{M}\p{N}]+)*)|(?<number>\p{N}+(?:[.,:]\p{N}+)*)|(?<emoji>\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|️)?(?:‍\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|️)?)*|\p{Regional_Indicator}{2})/gu;

const kinds: readonly TokenKind[] = ['url', 'email', 'mention', 'hashtag', 'mark', 'word', 'number', 'emoji'];

/**
 * Splits a post into tokens; what is between tokens (spaces, punctuation) is dropped. O(length).
 *
 * @example
 * tokenise("I don't like #rain 🌧️").map((token) => token.text) // ['I', "don't", 'like', '#rain', '🌧️']
 */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    let kind: TokenKind = 'word';
    for (let k = 0; k < kinds.length; k++) {
      if (found[k + 1] !== undefined) {
        kind = kinds[k]!;
        break;
      }
    }
    tokens.push({ kind, text: found[0], start: found.index });
  }
  return tokens;
}

/**
 * The terms of a post for a bag of words: words and hashtags without `#`, lower case, NFKC, typographic apostrophes made plain;
 * emoji as they are. URLs, mentions, numbers and masks are left out: they say who and where, not what.
 *
 * @example
 * termsOf('The Battery @user dies 😡 https://t.co/x #Fail') // ['the', 'battery', 'dies', '😡', 'fail']
 */
export function termsOf(text: string): string[] {
  const terms: string[] = [];
  for (const token of tokenise(text)) {
    if (token.kind === 'word') terms.push(fold(token.text));
    else if (token.kind === 'hashtag') terms.push(fold(token.text.slice(1)));
    else if (token.kind === 'emoji') terms.push(token.text);
  }
  return terms;
}

/** Case and width folded; ASCII words, most of a corpus, skip the normalisation. */
function fold(word: string): string {
  return /^[\x20-\x7e]*$/.test(word) ? word.toLowerCase() : word.normalize('NFKC').toLowerCase().replaceAll('’', "'");
}
