import { Xoshiro128 } from '../../../../analysis/statistics/random';
import { plainForm } from '../../../../analysis/text/personal-data/plain-form';
import type { PiiType } from '../../../../analysis/text/personal-data/span';
import { findPii } from '../../../../analysis/text/personal-data/find-pii';
import { disguisedEmails, handlesOfPlatforms } from './generated';

function share(samples: readonly { text: string; start: number; end: number }[], type: PiiType): number {
  const types = new Set<PiiType>(['url', 'email', 'mention', 'phone', type]);
  const hit = samples.filter(({ text, start, end }) =>
    findPii(text, types, 'en').some((span) => span.type === type && span.start === start && span.end === end),
  );
  return hit.length / samples.length;
}

// Synthetic: generated.ts lists the ways of writing, the seed picks names and sentences.
test('e-mail addresses written around filters are found to at least 99 of 100', () => {
  expect(share(disguisedEmails(new Xoshiro128(11), 2000), 'email')).toBeGreaterThanOrEqual(0.99);
});

test('handles of platforms are found to at least 99 of 100', () => {
  expect(share(handlesOfPlatforms(new Xoshiro128(12), 2000), 'mention')).toBeGreaterThanOrEqual(0.99);
});

test.each([
  ['ada＠example．org', 'ada＠example．org'],
  ['a\u200bda@exa\u00admple.org', 'a\u200bda@exa\u00admple.org'],
  ['mail ada\u2060@\u2060example.org now', 'ada\u2060@\u2060example.org'],
])('invisible and full-width characters in %j', (text, wanted) => {
  const [span] = findPii(text, new Set(['email']), 'en');
  expect(text.slice(span!.start, span!.end)).toBe(wanted);
});

test.each([
  ['٠٥٠ ١٢٣ ٤٥٦٧', 'ar', 'phone'],
  ['+४९ ३० ९०१८२०', 'hi', 'phone'],
  ['+49 (0) 30 901820', 'de', 'phone'],
  ['+４９ ３０ ９０１８２０', 'de', 'phone'],
  ['4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1', 'en', 'card'],
  ['4111\u200b1111\u200b1111\u200b1111', 'en', 'card'],
  ['𝟒𝟏𝟏𝟏 𝟏𝟏𝟏𝟏 𝟏𝟏𝟏𝟏 𝟏𝟏𝟏𝟏', 'en', 'card'],
  ['10[.]1[.]2[.]3', 'en', 'ip'],
  ['hxxps://example.org/a', 'en', 'url'],
])('%s in %s is a %s', (written, language, type) => {
  const text = `so ${written} there`;
  const spans = findPii(text, new Set([type as PiiType]), language);
  expect(spans.map((span) => text.slice(span.start, span.end))).toEqual([written]);
});

// National numbers as the operators' examples print them: each language finds those of its countries.
test.each([
  ['en', '(650) 253-0000'],
  ['en', '020 7946 0958'],
  ['es', '612 34 56 78'],
  ['es', '55 1234 5678'],
  ['fr', '06 12 34 56 78'],
  ['de', '030 901820'],
  ['it', '06 6982'.concat(' 1234')],
  ['pt', '(11) 91234-5678'],
  ['pt', '912 345 678'],
  ['hi', '98765 43210'],
  ['ar', '050 123 4567'],
])('a local number in %s: %s', (language, number) => {
  const text = `bla ${number} bla`;
  expect(findPii(text, new Set(['phone']), language).map((span) => text.slice(span.start, span.end))).toEqual([number]);
});

test.each([
  ['en', 'I was born on 12/03/1985 in a small town', '12/03/1985'],
  ['es', 'nací el 12 de marzo de 1985', '12 de marzo de 1985'],
  ['fr', 'née le 12 mars 1985', '12 mars 1985'],
  ['de', 'geboren am 12. März 1985', '12. März 1985'],
  ['it', 'nata il 12 marzo 1985', '12 marzo 1985'],
  ['pt', 'nascido em 12 de março de 1985', '12 de março de 1985'],
  ['hi', 'मेरा जन्म 12 मार्च 1985 को हुआ', '12 मार्च 1985'],
  ['ar', 'تاريخ الميلاد ١٢/٠٣/١٩٨٥', '١٢/٠٣/١٩٨٥'],
])('a date of birth in %s', (language, text, wanted) => {
  expect(findPii(text, new Set(['date-of-birth']), language).map((span) => text.slice(span.start, span.end))).toEqual([
    wanted,
  ]);
});

test('the way back leads to the places of the original', () => {
  const text = 'a\u200b１２\u00adb';
  const { text: plain, places } = plainForm(text);
  expect(plain).toBe('a12b');
  expect([...places!]).toEqual([0, 2, 3, 5, 6]);
  expect(plainForm('plain text, nothing odd').places).toBeUndefined();
});
