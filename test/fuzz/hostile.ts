import type { Random } from '../../domain/method';

/** Places of the Unicode tables, in rows of 16 as blocks are laid out, that hold anything of a script. */
let tableRows: number[] | undefined;
/** Of scripts with thousands of characters one row in so many: a small script is drawn as often as a large one. */
const thinning = 64;

function rowsOfScripts(): readonly number[] {
  if (tableRows) return tableRows;
  tableRows = [];
  for (let row = 0x20; row < 0x40000; row += 16) {
    const characters = String.fromCodePoint(...Array.from({ length: 16 }, (_, i) => row + i));
    if (!/[^\p{Cn}\p{Co}\p{Cs}\p{Cc}]/u.test(characters)) continue;
    const vast = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Tangut}\p{Script=Egyptian_Hieroglyphs}]/u.test(characters);
    if (!vast || (row >> 4) % thinning === 0) tableRows.push(row);
  }
  return tableRows;
}

/** Pieces of text that have broken programs before; a hostile string is some of them, in an order that the seed gives. */
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
  '\u0300\u0301',
  'क्ष',
  'ไทย',
  '１２３',
  '٣٤٥',
  '👨🏿‍❤️‍💋‍👨🏻',
  '🏴\u{e0067}\u{e0062}\u{e007f}',
  '🇩🇪🇫🇷🇮',
  '1️⃣',
  '<a href="',
  '<<b>>',
  '<script>',
  '&lt;b&gt;',
  '&amp;lt;',
  '&',
  '=\u0000',
  '2024-01-01',
  '31.12.1999',
  '078-05-1120',
  'me [at] b [dot] com',
  'insta: a.b_c',
  'a#1234',
  't.me/abc',
  '192.168.0.1:80',
  'fe80::1%eth0',
  'xDDDD',
  '<333',
  '^____^',
  '/s',
  'RT @a: ',
];

/** Names that every plain object has: a count kept under them goes wrong. */
const objectKeys = [
  '__proto__',
  'constructor',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'prototype',
  '__defineGetter__',
];

const ordinary =
  'rain sun snow not never very good bad awful love hate phone train Berlin today but and the a is'.split(' ');

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
  '@',
  '#',
  '#a',
  '"',
  '<',
  '<a ',
  '<b>',
  '</p>',
  '&',
  '&lt;',
  '&amp;',
  '\n',
  '\0',
  '\u200d',
  '👩\u200d',
  '\ufe0f',
  '🏽',
  '🇩',
  '\ud83d',
  '\udc00',
  '\u202e',
  '的',
  'क्',
  'ش',
  '가',
  'http://a.b ',
  'http://',
  'www.a.',
  'ab.cd/',
  'x@y.zz ',
  '+49 ',
  '4111 ',
  'DE89 ',
  '1.1.',
  'a:',
  '1/2/',
  'u/abc ',
  ':)',
  'not ',
  'A. ',
  'Ab Cd ',
  "d'",
  '\\u00',
  '__proto__ ',
  '%40',
  '=',
];

/** What may stand before a long run, where an expression begins that reads on. */
const openings = [
  '',
  'a',
  'http://a.b/',
  'www.',
  'a@',
  '@a',
  '#a',
  '+49 3',
  '<a ',
  '&',
  '"',
  'DE89',
  'x:',
  '2001:',
  'RT @',
];

function pick<T>(random: Random, list: readonly T[]): T {
  return list[random.below(list.length)]!;
}

function fromScript(random: Random): string {
  const row = pick(random, rowsOfScripts());
  let text = '';
  for (let i = 1 + random.below(12); i > 0; i--) text += String.fromCodePoint(row + random.below(16));
  return text;
}

function zalgo(random: Random): string {
  let text = 'z';
  for (let i = random.below(60); i > 0; i--) text += String.fromCharCode(0x300 + random.below(0x70));
  return text;
}

function emojiSequence(random: Random): string {
  let text = '';
  for (let i = 1 + random.below(8); i > 0; i--)
    text +=
      String.fromCodePoint(0x1f300 + random.below(0x3ff)) + pick(random, ['', '\u200d', '\ufe0f', '🏽', '\u20e3', '🇫']);
  return text;
}

/** One hostile string of at most so many pieces. */
export function hostileString(random: Random, pieces = 12): string {
  if (random.below(40) === 0) return '';
  let text = '';
  for (let i = 1 + random.below(pieces); i > 0; i--) {
    const kind = random.below(14);
    if (kind < 4) text += pick(random, odd);
    else if (kind < 7) text += fromScript(random);
    else if (kind < 8) text += zalgo(random);
    else if (kind < 9) text += emojiSequence(random);
    else if (kind < 10) text += ` ${pick(random, objectKeys)} `;
    else if (kind < 12) text += ` ${pick(random, ordinary)} `;
    else text += pick(random, bombs).repeat(1 + random.below(30));
    if (random.below(3) === 0) text += ' ';
  }
  return text;
}

/** A string with one unit taken out, doubled or put elsewhere. */
function edited(random: Random, text: string): string {
  const at = random.below(text.length + 1);
  const unit = text.slice(at, at + 1);
  const rest = text.slice(0, at) + text.slice(at + 1);
  return pick(random, [rest, `${text.slice(0, at)}${unit}${text.slice(at)}`, rest + unit]);
}

/** A long one: a bomb, or hostile strings, repeated up to a length in UTF-16 units. */
export function longString(random: Random, length: number): string {
  const piece = random.below(2) === 0 ? pick(random, bombs) : hostileString(random) || 'x';
  return piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
}

/** One string in so many has so many UTF-16 units; most others have about a hundred. */
const rare: readonly (readonly [number, number])[] = [
  [250_000, 1_000_000],
  [20_000, 100_000],
  [2000, 10_000],
];

/** A corpus: one string in eight repeats an earlier one, or nearly; a few are long. */
export function hostileStrings(random: Random, count: number): string[] {
  const texts: string[] = [];
  while (texts.length < count) {
    const long = rare.find(([oneIn]) => random.below(oneIn) === 0);
    if (long) texts.push(longString(random, long[1]));
    else if (texts.length > 0 && random.below(8) === 0) {
      const earlier = pick(random, texts).slice(0, 1000);
      texts.push(random.below(3) === 0 ? earlier : edited(random, earlier));
    } else texts.push(hostileString(random));
  }
  return texts;
}

/** Every opening before a run of every bomb, with an end that lets the run down, each of about so many UTF-16 units. */
export function* bombsOf(length: number): Generator<readonly [string, string]> {
  for (const opening of openings) {
    for (const bomb of bombs) {
      const run = bomb.repeat(Math.ceil(length / bomb.length));
      yield [JSON.stringify(`${opening}${bomb}…`), `${opening}${run}`];
      yield [JSON.stringify(`${opening}${bomb}…~a`), `${opening}${run}~a`];
    }
  }
}

/** One character or pair of characters alone, again and again. */
export function* runsOf(length: number): Generator<readonly [string, string]> {
  for (const bomb of bombs.filter((one) => [...one].length <= 2))
    yield [JSON.stringify(bomb), bomb.repeat(Math.ceil(length / bomb.length)).slice(0, length)];
}

function words(random: Random, count: number, make: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => `${make(i)}${random.below(1000)}`).join(' ');
}

/** Corpora that are hostile as a whole: by what they repeat, share or count. */
export function hostileCorpora(random: Random): (readonly [string, readonly string[]])[] {
  const letters = (length: number): string =>
    Array.from({ length }, () => String.fromCharCode(97 + random.below(26))).join('');
  const shared = words(random, 30, () => 'same');
  return [
    ['all equal', new Array<string>(2000).fill(shared)],
    ['equal but for one word', Array.from({ length: 2000 }, (_, i) => `${shared} ${i}`)],
    ['each the beginning of the next', Array.from({ length: 800 }, (_, i) => 'ab '.repeat(i))],
    ['each one word more', Array.from({ length: 400 }, (_, i) => words(random, i, (k) => `w${k}x`))],
    ['one letter each', Array.from({ length: 2000 }, (_, i) => String.fromCharCode(97 + (i % 26)))],
    ['all different', Array.from({ length: 2000 }, (_, i) => `only${i} word${i} here${i}`)],
    ['100,000 different hashtags', [Array.from({ length: 100_000 }, (_, i) => `#t${i}`).join(' ')]],
    ['100,000 different accounts', [Array.from({ length: 100_000 }, (_, i) => `@u${i}`).join(' ')]],
    [
      '100,000 different capitalised words',
      [Array.from({ length: 100_000 }, (_, i) => `W${i.toString(36)}`).join(' ')],
    ],
    ['one word of a megabyte', [letters(1_000_000)]],
    [
      'object keys',
      Array.from({ length: 500 }, (_, i) => `${objectKeys[i % 7]!} ${objectKeys[i % 5]!} #${objectKeys[i % 3]!}`),
    ],
    [
      'tags in tags',
      ['<b>'.repeat(30_000) + '</b>'.repeat(30_000), '&amp;'.repeat(20_000), '&'.concat('amp;'.repeat(20_000))],
    ],
  ];
}
