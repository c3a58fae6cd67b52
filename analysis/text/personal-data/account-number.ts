import { countrySpecs, ValidationErrorsIBAN, validateIBAN } from 'ibantools';
import { luhn } from './check-digits';
import { matches } from './matches';
import { before, type SpanSet } from './span';

const ibanStart = /(?<![\p{L}\p{N}])[a-z]{2} ?\d{2}/giu;
const iban = /[a-z]{2} ?\d{2}(?:[ -]?[a-z0-9]{2,4}){3,8}(?:[ -]?[a-z0-9]{1,3})?(?![\p{L}\p{N}])/iuy;
const digitGroups = /(?<![\d.])\d+(?:(?: [-–] | {2}|[ .\-–_/])\d+)*/g;
/** Prefixes and lengths of the card networks (ISO/IEC 7812 issuer ranges as the networks publish them). */
const issuer =
  /^(?:4\d{12}(?:\d{3})?(?:\d{3})?|(?:5[1-5]\d{2}|222[1-9]|22[3-9]\d|2[3-6]\d{2}|27[01]\d|2720)\d{12}|3[47]\d{13}|3(?:0[0-5]|095|6\d|[89]\d)\d{11,16}|(?:6011|64[4-9]\d|65\d{2})\d{12,15}|(?:352[89]|35[3-8]\d)\d{12,15}|(?:2131|1800)\d{11}|62\d{14,17}|220[0-4]\d{12,15}|(?:50|5[6-9]|6\d)\d{10,17})$/;

/** Places of payment cards in a run of digit groups: 12 to 19 digits from the start of one group to the end of one, check digit right. */
function* cardsIn(run: string, told: boolean): Generator<{ from: number; to: number; digits: string }> {
  const groups = [...run.matchAll(/\d+/g)].map((found) => ({ from: found.index, to: found.index + found[0].length }));
  for (let first = 0; first < groups.length; first++) {
    // No network's numbers start with another digit.
    if (!told && !'123456'.includes(run[groups[first]!.from]!)) continue;
    let digits = '';
    for (let last = first; last < groups.length; last++) {
      const { from, to } = groups[last]!;
      if (digits.length + to - from > 19) break;
      digits += run.slice(from, to);
      if (!told && digits.length >= 4 && digits[0] === '1' && !digits.startsWith('1800')) break;
      if (digits.length < 12 || !luhn(digits) || /^(\d)\1*$/.test(digits)) continue;
      // Three groups of four are an Aadhaar number; no card is printed so.
      if (!told && digits.length === 12 && last === first + 2) continue;
      yield { from: groups[first]!.from, to, digits };
      first = last;
      break;
    }
  }
}

/** Payment cards by Luhn's digit and issuer. O(length). */
export function findCards(text: string, spans: SpanSet): void {
  for (const found of matches(digitGroups, text)) {
    // What begins with a plus is a telephone number.
    if (found[0].length < 12 || text[found.index - 1] === '+') continue;
    const told = /card|karte|carte|tarjeta|cart[ãa]o|carta|visa|amex|कार्ड|بطاقة/u.test(before(text, found.index));
    for (const { from, to, digits } of cardsIn(found[0], told))
      spans.add('card', found.index + from, found.index + to, issuer.test(digits) ? 1 : told ? 0.8 : 0.5);
  }
}

/** Check digits of ISO 7064 and national form; those that some countries hide inside, such as France's clé RIB, may be wrong. */
function isIban(text: string): boolean {
  // Told first, since most candidates are too short or too long for their country.
  if (countrySpecs[text.slice(0, 2)]?.chars !== text.length) return false;
  return validateIBAN(text).errorCodes.every((code) => code === ValidationErrorsIBAN.WrongAccountBankBranchChecksum);
}

/** IBANs whose check digits and national form are right. O(length). */
export function findIbans(text: string, spans: SpanSet): void {
  for (const { index: start } of matches(ibanStart, text)) {
    iban.lastIndex = start;
    const found = iban.exec(text)?.[0];
    if (found === undefined) continue;
    // A word that follows may look like one more group: try shorter until the check digits agree.
    for (
      let end = found.length;
      end >= 15;
      end = Math.max(found.lastIndexOf(' ', end - 1), found.lastIndexOf('-', end - 1))
    ) {
      const candidate = found.slice(0, end);
      if (isIban(candidate.replace(/[ -]/g, '').toUpperCase())) {
        spans.add('iban', start, start + end, 1);
        break;
      }
    }
  }
}
