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
  ['5019717010103742', 'en', 'card'],
  ['4111 - 1111 - 1111 - 1111', 'en', 'card'],
  ['4111–1111–1111–1111', 'en', 'card'],
  ['4111  1111  1111  1111', 'en', 'card'],
  ['0170/9935139', 'de', 'phone'],
  ['612345678', 'es', 'phone'],
  ['912345678', 'pt', 'phone'],
  ['07911123456', 'en', 'phone'],
  ['"quoted name"@example.org', 'en', 'email'],
  ['2001:db8::1', 'en', 'ip'],
  ['64:ff9b::192.0.2.33', 'en', 'ip'],
  ['dead:beef::', 'en', 'ip'],
  // Their national check digits are wrong, those of ISO 13616 right (made with Faker 40.54, fr_FR, cs_CZ, pl_PL, pt_PT).
  ['FR1027713697520106407352694', 'en', 'iban'],
  ['CZ09 6208 8581 4586 5057 3981', 'en', 'iban'],
  ['PL32325295793856183696913668', 'en', 'iban'],
  ['PT29367236674568041892765', 'en', 'iban'],
  ['KZ30 1962 L4FM QEKC 82PU', 'en', 'iban'],
  ['https://en.wikipedia.org/wiki/Ada_(name)', 'en', 'url'],
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

test.each([
  ['(+49 30 901820)', 'de', '+49 30 901820'],
  ['(https://example.org/a)', 'en', 'https://example.org/a'],
  ['([x](https://example.org/Ada_(name)))', 'en', 'https://example.org/Ada_(name)'],
  ['https://example.org/a؟', 'ar', 'https://example.org/a'],
  ['llámame al 512345678 porfa', 'es', '512345678'],
  ['thanks @ada.bsky.social', 'en', '@ada.bsky.social'],
  ['see @nytimes.com', 'en', '@nytimes.com'],
])('%s: neither more nor less than the thing itself', (text, language, wanted) => {
  const spans = findPii(text, new Set(['url', 'phone', 'mention', 'email']), language);
  expect(spans.map((span) => text.slice(span.start, span.end))).toEqual([wanted]);
});

test.each([
  ['en', 'ping 192.168.1.300 now'],
  ['en', 'pop 8.045.311.447 in 2024'],
  ['de', 'Preis 1.234.567,89 €, AZ 123/2020, 26-02-2016'],
  ['en', 'invoice 2024-000123, doi 10.1000/182'],
  ['fr', 'Appel à projets 2014 - 2015'],
  ['en', '1990-2020 1914 1918 1939 1945'],
  ['en', 'items[::2], rows[1::3] of std::vector'],
  ['en', 'I work @ google.com, the word "at" test.com'],
])('prices, versions, dates, files and code are nobody’s data: %s, %s', (language, text) => {
  expect(findPii(text, new Set(['phone', 'ip', 'email', 'card']), language)).toEqual([]);
});
