import { Xoshiro128 } from '../../../analysis/statistics/random';
import { normalise, textNormalise } from '../../../analysis/text/normalise';
import { strings } from '../../../domain/artefact';
import { postsOf, runMethod } from '../run-method';

test.each([
  ['Caf&eacute;&nbsp;&amp; bar<br>open\u200b', 'Café & bar open'],
  ['<p>one</p><p>two</p>', 'one two'],
  ['<a href="https://example.org/?a=1" class="u-url mention">@<span>ada</span></a> hi', '@ada hi'],
  ['I <3 you & him > her', 'I <3 you & him > her'],
  ['I &lt;3 you', 'I <3 you'],
  ['5 < 6 and 7 > 6', '5 < 6 and 7 > 6'],
  ['&#128512; &#x1F600;', '😀 😀'],
  ['  a \t b\r\n\r\nc\u00a0d\u3000e\u2028f  ', 'a b c d e f'],
  ['soft\u00adhyphen zero\u200bwidth word\u2060joiner \ufeffmark', 'softhyphen zerowidth wordjoiner mark'],
  ['\u202eabc\u202c \u2066def\u2069', 'abc def'],
  ['e\u0301', 'é'],
  ['\ud800a\udc00b\ud83d', 'ab'],
  ['', ''],
])('%j reads %j', (raw, wanted) => expect(normalise(raw)).toBe(wanted));

test.each(['👨‍👩‍👧‍👦', '🏳️‍🌈', '👍🏽', '🇺🇦', '❤️', '1️⃣', 'می‌خواهم', 'क्‍ष', '漢字', 'İstanbul', 'naïve'])(
  '%s is kept as it is',
  (text) => {
    expect(normalise(`a ${text} b`)).toBe(`a ${text} b`);
  },
);

test('control characters that separate words do not glue them together', () => {
  // Unicode: U+000B, U+000C and U+0085 are white space (PropList.txt, White_Space).
  for (const space of ['\u000b', '\u000c', '\u0085']) expect(normalise(`one${space}two`)).toBe('one two');
});

test('doing it twice changes nothing more in text without markup', () => {
  const random = new Xoshiro128(1);
  const parts = [
    'a',
    'é',
    'e\u0301',
    ' ',
    '\n',
    '\u00a0',
    '😀',
    '\u200d',
    '\u200b',
    '\u202e',
    '\ud83d',
    '\ude00',
    '\u0300',
    '\ufe0f',
    '<',
    '>',
    '3',
    ';',
    '#',
    '\u1100',
    '\u1161',
    '가',
    '\u0000',
    '\ufeff',
    '\u212b',
  ];
  for (let round = 0; round < 3000; round++) {
    const raw = Array.from({ length: random.below(12) }, () => parts[random.below(parts.length)]).join('');
    const once = normalise(raw);
    expect(normalise(once)).toBe(once);
    expect(once).toBe(once.trim().normalize('NFC'));
    expect(once).not.toMatch(/\p{Cs}/u);
  }
});

test.each(['&lt;b&gt;loud&lt;/b&gt;', 'a &lt;br&gt; b', '&\u200bamp; co', '<b<i>>x'])(
  'doing it twice changes nothing more unless entities were escaped twice: %j',
  (raw) => {
    expect(normalise(normalise(raw))).toBe(normalise(raw));
  },
);

test('long texts of opening brackets and ampersands end', () => {
  for (const part of ['<', '<a ', '<a href="', '&', '&amp', '<!--', '&#', '\u200b', '\ud800']) {
    expect(normalise(part.repeat(Math.ceil(1_000_000 / part.length))).length).toBeLessThanOrEqual(1_000_010);
  }
});

test('the method counts what it changed', async () => {
  const found = await runMethod(textNormalise, { posts: postsOf({ count: 3, text: ['same', ' other ', '&amp;'] }) });
  expect(strings(found, 'text')).toEqual(['same', 'other', '&']);
  expect(found.about).toEqual({ summary: { posts: 3, changed: 2 } });
});
