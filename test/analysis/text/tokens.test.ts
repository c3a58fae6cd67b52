import { Xoshiro128 } from '../../../analysis/statistics/random';
import { termsOf, tokenise } from '../../../analysis/text/tokens';

function read(text: string): string[] {
  return tokenise(text).map((token) => `${token.kind} ${token.text}`);
}

test('the examples of the docstrings', () => {
  expect(tokenise("I don't like #rain 🌧️").map((token) => token.text)).toEqual(['I', "don't", 'like', '#rain', '🌧️']);
  expect(termsOf('The Battery @user dies 😡 https://t.co/x #Fail')).toEqual(['the', 'battery', 'dies', '😡', 'fail']);
});

test.each<[string, string[]]>([
  ['See https://example.org/a?b=c#d now', ['word See', 'url https://example.org/a?b=c#d', 'word now']],
  ['mail ada@example.org, please', ['word mail', 'email ada@example.org', 'word please']],
  ['@ada and ＠bob_1!', ['mention @ada', 'word and', 'mention ＠bob_1']],
  ['#Straße #日本語 #100days', ['hashtag #Straße', 'hashtag #日本語', 'hashtag #100days']],
  ['3.14 1,000 12:30', ['number 3.14', 'number 1,000', 'number 12:30']],
  ['[url] [email] [other]', ['mark [url]', 'mark [email]', 'word other']],
  ['don’t l’été', ['word don’t', 'word l’été']],
  ['漢字かな', ['word 漢', 'word 字', 'word か', 'word な']],
  ['👍🏽👨‍👩‍👧🇺🇦', ['emoji 👍🏽', 'emoji 👨‍👩‍👧', 'emoji 🇺🇦']],
  ['naïve café हिन्दी العربية', ['word naïve', 'word café', 'word हिन्दी', 'word العربية']],
  ['... !!! --', []],
])('%s', (text, wanted) => expect(read(text)).toEqual(wanted));

test('an account of the fediverse ends where its host ends, not at the full stop', () => {
  expect(read('Thanks @ada@mastodon.social.')).toEqual(['word Thanks', 'mention @ada@mastodon.social']);
  expect(read('by @ada@mastodon.social, yes')).toEqual(['word by', 'mention @ada@mastodon.social', 'word yes']);
});

test('terms fold case and width, so that styled letters count as the word that they spell', () => {
  expect(termsOf('Ｈｅｌｌｏ HELLO hello')).toEqual(['hello', 'hello', 'hello']);
  expect(termsOf('𝐇𝐞𝐥𝐥𝐨 𝓗𝓮𝓵𝓵𝓸 ℍ𝕖𝕝𝕝𝕠')).toEqual(['hello', 'hello', 'hello']);
  expect(termsOf('don’t')).toEqual(["don't"]);
});

test('tokens stand where they say, do not overlap and come in order', () => {
  const random = new Xoshiro128(1);
  const parts = [
    'a',
    'B',
    '1',
    '@',
    '#',
    '.',
    '-',
    ' ',
    '[url]',
    'https://',
    'www.',
    "'",
    '’',
    '😀',
    '\u200d',
    '🏽',
    '🇩',
    '漢',
    '\u0301',
    'é',
    '\ud83d',
    '/',
    ':',
    '\n',
  ];
  for (let round = 0; round < 2000; round++) {
    const text = Array.from({ length: random.below(15) }, () => parts[random.below(parts.length)]).join('');
    let end = 0;
    for (const token of tokenise(text)) {
      expect(token.start).toBeGreaterThanOrEqual(end);
      expect(text.slice(token.start, token.start + token.text.length)).toBe(token.text);
      end = token.start + token.text.length;
    }
  }
});

test('two calls do not disturb each other', () => {
  expect(tokenise('a b')).toEqual(tokenise('a b'));
  tokenise('a much longer text than the next');
  expect(read('b')).toEqual(['word b']);
});

test('long texts of one character end', () => {
  for (const part of ['@', '1', 'a.', 'a@', "a'", '[', '#', '😀', '\u200d', 'www.', '1.']) {
    expect(tokenise(part.repeat(Math.ceil(1_000_000 / part.length))).length).toBeLessThanOrEqual(1_000_000);
  }
});

/** The whole grammar but emoticons as one regular expression: obvious, and several times slower. */
const grammar =
  /(?<url>(?:https?:\/\/|www\.)[^\s<>"]+)|(?<email>[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+)|(?<mention>[@＠][\p{L}\p{N}_]+(?:@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)?)|(?<hashtag>[#＃][\p{L}\p{M}\p{N}_]+)|(?<mark>\[(?:url|email|phone|ip|card|iban)\])|(?<word>[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]\p{M}*|[\p{L}\p{M}][\p{L}\p{M}\p{N}]*(?:['’][\p{L}\p{M}\p{N}]+)*)|(?<number>\p{N}+(?:[.,:]\p{N}+)*)|(?<emoji>\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\ufe0f)?(?:\u200d\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\ufe0f)?)*|\p{Regional_Indicator}{2})/gu;

test('tokens are those of the grammar written as one regular expression', () => {
  const random = new Xoshiro128(2);
  const parts = [
    ...[
      'a',
      'bc',
      'É',
      '\u0301',
      'हि',
      'ん',
      '漢',
      'ไ',
      'ᄀ',
      '가',
      '𐐷',
      '𠮷',
      '𝐇',
      '1',
      '٣',
      '½',
      '@',
      '＠',
      '#',
      '＃',
      '_',
      '.',
      '.',
      '-',
    ],
    ...[
      '+',
      '%',
      "'",
      '’',
      ',',
      ':',
      '/',
      ' ',
      '\n',
      '\u00a0',
      '<',
      '"',
      '[url]',
      '[',
      ']',
      'http://',
      'https://',
      'www.',
      'a@b.c',
    ],
    ...[
      '😀',
      '❤',
      '\ufe0f',
      '👍',
      '🏽',
      '\u200d',
      '🇩',
      '🇪',
      '\ud83d',
      '\ude00',
      '©',
      '\u0000',
      '〇',
      '々',
      'x'.repeat(66),
    ],
  ];
  let compared = 0;
  for (let round = 0; round < 6000; round++) {
    const text = Array.from({ length: random.below(12) }, () => parts[random.below(parts.length)]).join('');
    const found = tokenise(text);
    if (found.some((token) => token.kind === 'emoticon')) continue;
    const wanted = [...text.matchAll(grammar)].map((match) => ({
      kind: Object.entries(match.groups!).find(([, value]) => value !== undefined)![0],
      text: match[0],
      start: match.index,
    }));
    expect(found).toEqual(wanted);
    compared++;
  }
  expect(compared).toBeGreaterThan(4500);
});

test.each([':)', ':-(', ';D', '<3', '</3', 'xD', ":'(", '^_^', '-_-', '(:', '=)', ':P', '8-)'])(
  '%s is an emoticon',
  (one) => {
    expect(read(`so ${one} now`)).toEqual(['word so', `emoticon ${one}`, 'word now']);
  },
);
test.each(['Windows XP', 'a:b', '1:2', '(a)', 'T', 'x 3', 'f(x)', 'note: D'])('%s holds no emoticon', (text) => {
  expect(tokenise(text).some((token) => token.kind === 'emoticon')).toBe(false);
});
