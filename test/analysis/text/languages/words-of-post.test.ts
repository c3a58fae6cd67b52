import { PlainWords } from '../../../../analysis/text/languages/words-of-post';

const post = new PlainWords();
const wordsOf = (text: string): string => {
  post.read(text);
  return post.text;
};

test.each([
  ['@user Hello there https://t.co/x #travel', 'Hello there'],
  ['RT @ada@mastodon.social: l’été est là &amp; http', 'l’été est là'],
  ['mail ada@example.org now', 'mail now'],
  ['[url] so [email] it goes', 'so it goes'],
  ['i\\u2019m sorry\\nnow', 'i m sorry now'],
  ['www.example.org how WWW.X.org what', 'how what'],
  ['हिन्दी है', 'हिन्दी है'],
  ['😀😀 123 !!!', ''],
  ['', ''],
])('%j is read as %j', (text, words) => expect(wordsOf(text)).toBe(words));

test('letters are counted by kind of script, and parts end with sentences and scripts', () => {
  const words = wordsOf('Hello you. 我爱你 ok');
  expect(post).toMatchObject({ letters: 13, denseLetters: 3, latinLetters: 10 });
  expect(post.breaks.map((at) => words.slice(0, at))).toEqual(['Hello you', 'Hello you 我爱你']);
});

test('long posts end', () => {
  for (const part of ['@', '#a', 'a@', 'http://', '&', '[', '\\', "a'", '\u0301', 'a b ', '\ud83d', '. '])
    expect(wordsOf(part.repeat(Math.ceil(1_000_000 / part.length))).length).toBeLessThanOrEqual(1_000_010);
});
