import { luhn, mod11and10, mod11and2, verhoeff } from '../../../../analysis/text/personal-data/check-digits';
import type { PiiType } from '../../../../analysis/text/personal-data/span';
import { findPii } from '../../../../analysis/text/personal-data/find-pii';
import { known } from '../../../shared-data';

const { ids, checks } = known<{
  ids: Record<string, { before: string; valid: string[]; invalid: string[] }>;
  checks: Record<string, [string, boolean][]>;
}>('pii.json');

const type: ReadonlySet<PiiType> = new Set(['national-id']);

function found(text: string): string[] {
  return findPii(text, type, 'en').map((span) => text.slice(span.start, span.end));
}

describe('as python-stdnum says', () => {
  test.each(Object.entries(ids))('%s', (_, { before, valid, invalid }) => {
    for (const id of valid) expect(found(`Here: ${before}${id} is mine`)).toEqual([id]);
    for (const id of invalid) expect(found(`Here: ${before}${id} is mine`)).not.toContain(id);
  });

  test.each<[string, (digits: string) => boolean]>([
    ['luhn', luhn],
    ['verhoeff', verhoeff],
    ['mod11and10', mod11and10],
    ['mod11and2', mod11and2],
  ])('check digit %s', (name, check) => {
    for (const [digits, valid] of checks[name]!) expect(check(digits)).toBe(valid);
  });
});

// Examples that the issuing bodies print.
test.each([
  ['UK, HMRC NIM39110', 'QQ 12 34 56 C', false],
  ['UK', 'AB 12 34 56 C', true],
  ['UK in small letters', 'ab123456c', true],
  ['UK, prefix that is not given out', 'GB 12 34 56 C', false],
  ['Spain', '12345678Z', true],
  ['Italy', 'RSSMRA85T10A562S', true],
])('%s: %s', (_, id, valid) => expect(found(`number ${id} there`)).toEqual(valid ? [id] : []));

test.each([
  ['a number that needs a word', 'room 123456789 is free', []],
  ['the same behind its word', 'NIF 123456789', ['123456789']],
  ['a passport named as such', 'my passport number is C01X00T47', ['C01X00T47']],
  ['a driving licence named as such', 'driver license F162823540116', ['F162823540116']],
  ['a word of the same length', 'passport please hurry', []],
])('%s', (_, text, wanted) => expect(found(text)).toEqual(wanted));
