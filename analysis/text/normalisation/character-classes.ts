/** Classes of characters as bits, by Unicode's properties as this version of Node.js knows them. */
export const letter = 1;
export const mark = 2;
export const number = 4;
/** Han, Hiragana, Katakana and Thai: written without spaces. */
export const unspaced = 8;
export const pictograph = 16;
export const modifier = 32;
export const regional = 64;
export const whiteSpace = 128;

const properties: readonly (readonly [number, RegExp])[] = [
  [letter, /\p{L}/u],
  [mark, /\p{M}/u],
  [number, /\p{N}/u],
  [unspaced, /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u],
  [pictograph, /\p{Extended_Pictographic}/u],
  [modifier, /\p{Emoji_Modifier}/u],
  [regional, /\p{Regional_Indicator}/u],
  [whiteSpace, /\s/u],
];

/** Below this, classes are kept in a table; above are rare ideographs and signs. */
const tabled = 0x20000;

/** No character is of every class: it has not been asked for yet. */
const notYet = 255;
const table = new Uint8Array(tabled).fill(notYet);

/** The classes of a code point, as bits; 0 for what has none of them. O(1). */
export function classOf(code: number): number {
  if (code < tabled) {
    const bits = table[code]!;
    return bits === notYet ? (table[code] = byProperties(code)) : bits;
  }
  // Beyond the end of a text the code is NaN.
  return code >= tabled ? byProperties(code) : 0;
}

function byProperties(code: number): number {
  const text = String.fromCodePoint(code);
  let bits = 0;
  for (const [bit, pattern] of properties) if (pattern.test(text)) bits |= bit;
  return bits;
}

/** The code point that begins at a place, or the lone surrogate there. Faster than `codePointAt` on the many units that are whole. */
export function codeAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit < 0xd800 || unit > 0xdbff ? unit : text.codePointAt(at)!;
}
