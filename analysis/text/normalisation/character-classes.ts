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

/** Below this, classes stand in a table; above are rare ideographs and signs. */
const tabled = 0x20000;

const table = new Uint8Array(tabled);

/** Marks a stretch of code points: runs found by one regular expression are quicker than a test of each. */
function tabulate(from: number, to: number): void {
  let all = '';
  for (let code = from; code < to; code++) all += String.fromCodePoint(code);
  const width = from > 0xffff ? 2 : 1;
  for (const [bit, pattern] of properties) {
    for (const { index, 0: run } of all.matchAll(new RegExp(`${pattern.source}+`, 'gu'))) {
      const first = from + index / width;
      for (let code = first; code < first + run.length / width; code++) table[code]! |= bit;
    }
  }
}

// Between them lie the surrogates, which have no class.
tabulate(0, 0xd800);
tabulate(0xe000, 0x10000);
tabulate(0x10000, tabled);

/** The classes of a code point, as bits; 0 for what has none of them. O(1). */
export function classOf(code: number): number {
  // Also beyond the end of a text, where the code is NaN.
  if (!(code >= tabled)) return table[code] ?? 0;
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
