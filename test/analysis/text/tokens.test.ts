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
