import { Xoshiro128 } from '../../../../analysis/statistics/random';
import { normalise } from '../../../../analysis/text/normalisation/normalise';
import { textNormalise } from '../../../../analysis/text/normalisation/text-normalise';
import type { Segment } from '../../../../analysis/text/normalisation/mapped-text';
import { numbers, strings } from '../../../../domain/artefact';
import { postsOf, runMethod } from '../../run-method';

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

interface Row {
  text: string;
  changed: number;
  segments: Segment[];
}
async function rows(text: readonly string[], parameters: object = {}): Promise<Row[]> {
  const found = await runMethod(textNormalise, { posts: postsOf({ count: text.length, text }) }, parameters);
  const changed = numbers(found, 'changed');
  return strings(found, 'text').map((one, i) => ({
    text: one!,
    changed: changed[i]!,
    segments: JSON.parse(strings(found, 'offsets')[i]!) as Segment[],
  }));
}

test.each<[string, object, string]>([
  ['sooooo goooood #ThisIsCool', {}, 'soo good this is cool'],
  ['#NBAFinals2016 #big_data #fail #日本語', {}, 'nba finals 2016 big data fail 日本語'],
  ['#a#B', {}, 'a b'],
  ['#ThisIsCool sooo', { hashtags: 'keep', elongation: false }, '#ThisIsCool sooo'],
  ['www.sooo.org/aaaa @useeer', {}, 'www.sooo.org/aaaa @useeer'],
  ['see https://t.co/x by @ada', { urls: 'mark', mentions: 'mark' }, 'see [url] by @user'],
  ['see https://t.co/x by @ada #tag', { urls: 'remove', mentions: 'remove', hashtags: 'remove' }, 'see by'],
  ['ok 😂👍🏽 end', { emoji: 'describe' }, 'ok face with tears of joy thumbs up end'],
  ['ok 😂 end', { emoji: 'remove' }, 'ok end'],
  ['ﬁne ２', { unicode: 'NFKC' }, 'fine 2'],
  ['<b>x</b> &amp;', { html: false }, '<b>x</b> &amp;'],
  ['a\u200bb', { invisible: false }, 'a\u200bb'],
])('%j with %j is %j', async (raw, options, wanted) => expect((await rows([raw], options))[0]!.text).toBe(wanted));

test('offsets lead back to the original', async () => {
  const raw = 'I &lt;3 <b>#ThisIsCool</b>  caf\u0065\u0301';
  const [row] = await rows([raw]);
  expect(row!.text).toBe('I <3 this is cool café');
  const back = (piece: string): string[] => {
    const at = row!.text.indexOf(piece);
    return row!.segments
      .filter(([start, end]) => start < at + piece.length && end > at)
      .map(([, , from, to]) => raw.slice(from, to));
  };
  expect(back('<')).toEqual(['&lt;']);
  expect(back('this is cool')).toEqual(['#ThisIsCool']);
  expect(back('é')).toEqual(['e\u0301']);
  expect(row!.segments[0]).toEqual([0, 2, 0, 2]);
});

test('segments cover the new text without gap, and their originals come in order, whatever the text', async () => {
  const random = new Xoshiro128(5);
  const parts = [
    ...[
      'a',
      'É',
      'e\u0301',
      ' ',
      '  ',
      '\n',
      '😀',
      '👍🏽',
      '\u200d',
      '\u200b',
      '\ud83d',
      '\ude00',
      '\u0300',
      '<b>',
      '<',
      '>',
    ],
    ...[
      '&amp;',
      '&lt;',
      '&',
      'sooo',
      '#AbC1',
      '#x',
      '@u',
      'https://x.y',
      '\u1100',
      '\u1161',
      '가',
      '\u11a8',
      'ﬁ',
      '\u212b',
      ';',
    ],
  ];
  const raw = Array.from({ length: 800 }, () =>
    Array.from({ length: random.below(12) }, () => parts[random.below(parts.length)]).join(''),
  );
  for (const options of [
    {},
    { unicode: 'NFKC', emoji: 'describe', urls: 'mark' },
    { emoji: 'remove', mentions: 'remove' },
  ]) {
    (await rows(raw, options)).forEach(({ text, segments, changed }, i) => {
      let end = 0;
      let original = 0;
      for (const [start, stop, from, to] of segments) {
        expect(start).toBe(end);
        expect(stop).toBeGreaterThan(start);
        expect(from).toBeGreaterThanOrEqual(original);
        expect(to).toBeGreaterThanOrEqual(from);
        end = stop;
        original = from;
        expect(to).toBeLessThanOrEqual(raw[i]!.length);
      }
      expect(end).toBe(text.length);
      expect(changed).toBe(text === raw[i] ? 0 : 1);
    });
  }
  const careful = await rows(raw, { hashtags: 'keep', elongation: false });
  careful.forEach(({ text }, i) => expect(text).toBe(normalise(raw[i]!)));
});

test('tags nested without end come to an end', () => {
  expect(normalise(`${'<b'.repeat(200_000)}${'>'.repeat(200_000)}`).length).toBeGreaterThan(0);
});
