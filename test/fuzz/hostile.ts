import type { Random } from '../../domain/method';

/** Pieces of text that have broken programs before; a hostile string is some of them, in an order that the seed gives. */
const scripts: readonly (readonly [number, number])[] = [
  [0x21, 0x7e],
  [0xa1, 0x17f],
  [0x370, 0x3ff],
  [0x400, 0x4ff],
  [0x530, 0x58f],
  [0x590, 0x5ff],
  [0x600, 0x6ff],
  [0x700, 0x74f],
  [0x900, 0x97f],
  [0x980, 0x9ff],
  [0xb80, 0xbff],
  [0xe00, 0xe7f],
  [0x1000, 0x109f],
  [0x10a0, 0x10ff],
  [0x1100, 0x11ff],
  [0x1200, 0x137f],
  [0x13a0, 0x13ff],
  [0x1780, 0x17ff],
  [0x1e00, 0x1eff],
  [0x2000, 0x206f],
  [0x2600, 0x27bf],
  [0x3040, 0x30ff],
  [0x4e00, 0x9fff],
  [0xac00, 0xd7a3],
  [0xd800, 0xdfff],
  [0xe000, 0xe0ff],
  [0xfb00, 0xfdff],
  [0xfe00, 0xffff],
  [0x10000, 0x100ff],
  [0x1d400, 0x1d7ff],
  [0x1f000, 0x1faff],
  [0x20000, 0x2007f],
  [0xe0000, 0xe007f],
];

const odd = [
  '\0',
  '\u0001',
  '\u0085',
  '\ufeff',
  '\ufffe',
  '\uffff',
  '\ud800',
  '\udfff',
  '\udc00\ud800',
  '\u200b',
  '\u200d',
  '\u200e',
  '\u202e',
  '\u202c',
  '\u2066',
  '\u2069',
  '\r\n',
  '\u2028',
  '\u3000',
  'İ',
  'ß',
  'ﬁ',
  'ŉ',
  'ǅ',
  '𝒜',
  '👩‍👩‍👧‍👦',
  '🏳️‍🌈',
  '🇩🇪',
  '👍🏽',
  '#️⃣',
  '<b>',
  '</',
  '<!--',
  '&amp;amp;',
  '&#x110000;',
  '&#0;',
  '&lt;',
  '${',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'NaN',
  '-0',
  '1e309',
  '\\',
  '"',
  "'",
  '`',
  '%s%n',
  '../..',
  "';--",
  ':)',
  ':-((',
  '!!!',
  '???',
  'not',
  "n't",
  'VERY',
  'but',
  '@',
  '#',
  'u/',
  'http://',
  'www.',
  'a@b.co',
  '(at)',
  ' dot ',
  '1.2.3.4',
  '::1',
  '+49 (0) ',
  '4111 1111 ',
  'DE89 3704 ',
  'soooo',
];

/** Pieces that a regular expression with two ways to match the same would not get out of. */
const bombs = [
  'a',
  '1 ',
  '1-',
  'a.',
  'a@',
  '(',
  '[at]',
  '@a',
  ' ',
  '\t\n',
  ':',
  '/',
  '.',
  '-',
  '_',
  "a'",
  'é',
  'ー',
  '😀',
  '\u0301',
  '!',
  'aA',
  '0',
];

function pick<T>(random: Random, list: readonly T[]): T {
  return list[random.below(list.length)]!;
}

function fromScript(random: Random): string {
  const [from, to] = pick(random, scripts);
  let text = '';
  for (let i = 1 + random.below(12); i > 0; i--) {
    const code = from + random.below(to - from + 1);
    text += code > 0xffff ? String.fromCodePoint(code) : String.fromCharCode(code);
  }
  return text;
}

function zalgo(random: Random): string {
  let text = 'z';
  for (let i = random.below(60); i > 0; i--) text += String.fromCharCode(0x300 + random.below(0x70));
  return text;
}

/** One hostile string of about so many pieces. */
export function hostileString(random: Random, pieces = 12): string {
  if (random.below(40) === 0) return '';
  let text = '';
  for (let i = 1 + random.below(pieces); i > 0; i--) {
    const kind = random.below(10);
    if (kind < 4) text += pick(random, odd);
    else if (kind < 7) text += fromScript(random);
    else if (kind < 8) text += zalgo(random);
    else text += pick(random, bombs).repeat(1 + random.below(30));
    if (random.below(3) === 0) text += ' ';
  }
  return text;
}

/** A long one: a bomb, or hostile strings, repeated up to a length in UTF-16 units. */
export function longString(random: Random, length: number): string {
  const piece = random.below(2) === 0 ? pick(random, bombs) : hostileString(random) || 'x';
  return piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
}

export const allBombs: readonly string[] = bombs;
