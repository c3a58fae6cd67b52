import { findCards, findIbans } from './account-number';
import { findDatesOfBirth } from './date-of-birth';
import { findEmails } from './email';
import { findBareDomains, findLinks } from './link';
import { findMentions } from './mention';
import { findNationalIds } from './national-id';
import { findNetworkAddresses } from './network-address';
import { findPhones, type WeakPhone } from './phone';
import type { FoundDate } from './date-of-birth';
import { type PiiType, SpanSet } from './span';

/** Signs without which a kind of personal data cannot be in a text, as bits. */
const digit = 1;
const dot = 2;
const colon = 4;
/** Of an account. */
const sign = 8;
const slash = 16;
/** May stand in an address that is written around filters. */
const bracket = 32;
const beyondAscii = 64;

const signs = new Uint8Array(128);
for (const one of '0123456789') signs[one.charCodeAt(0)] = digit;
for (const one of '@#=') signs[one.charCodeAt(0)] = sign;
for (const one of '])}>|*_~-&%"\'') signs[one.charCodeAt(0)] = bracket;
signs[0x2e] = dot;
signs[0x3a] = colon;
signs[0x2f] = slash;

const disguise =
  /[\s\])}>|*_~"'-](?:dot|d0t|punto|ponto|point|punkt|डॉट|دوت|نقطة)[\s[({<|*_~-]|&#|%40|&commat|\s(?:at|4t|ät|arroba|arobase|chiocciola|एट|ऐट|آت)\s|(?:at|ät|4t|@|\ba|arroba|arobase|chiocciola|एट|ऐट|آت)\s?[\])}>|*_~"'-]/iu;
const spokenAt = /\s(?:at|4t|arroba|arobase|chiocciola)\s/i;
const spokenDot = /\s(?:dot|d0t|punto|ponto|point|punkt)\s/i;

/** Whether an e-mail address without its @ may stand in a text with these signs. */
function mayDisguise(text: string, seen: number): boolean {
  if ((seen & (bracket | beyondAscii)) !== 0) return disguise.test(text);
  return spokenAt.test(text) && ((seen & dot) !== 0 || spokenDot.test(text));
}

/** Dates that are nobody's birthday, and digits that may be a phone number. */
export interface Doubtful {
  readonly dates: readonly FoundDate[];
  readonly weakPhones: readonly WeakPhone[];
}

/**
 * Structured personal data of a text in plain form, in the order of certainty. What only one type can be (check digits, full dates)
 * claims its place even where it is not asked for, so that its digits are not taken for a phone number. O(length).
 * Returns what is personal only where names and addresses leave it free.
 */
export function findStructured(text: string, language: string, wanted: ReadonlySet<PiiType>, spans: SpanSet): Doubtful {
  let seen = 0;
  let digits = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const one = unit < 128 ? signs[unit]! : beyondAscii;
    seen |= one;
    digits += one & digit;
  }
  const has = (bits: number): boolean => (seen & bits) !== 0;
  if (has(dot | slash) && wanted.has('url')) findLinks(text, spans);
  if (wanted.has('email') && (text.includes('@') || mayDisguise(text, seen))) findEmails(text, spans);
  if (wanted.has('mention') && has(sign | slash | colon)) findMentions(text, spans);
  if (has(dot) && wanted.has('url')) findBareDomains(text, spans);
  if ((digits >= 4 && has(dot | colon)) || (has(colon) && text.includes('::'))) findNetworkAddresses(text, spans);
  if (digits >= 2 && text.length >= 15) findIbans(text, spans);
  if (digits >= 12) findCards(text, spans);
  if (digits >= 4) findNationalIds(text, digits, spans);
  if (digits === 0) return { dates: [], weakPhones: [] };
  const dates = findDatesOfBirth(text, spans);
  const weakPhones: WeakPhone[] = [];
  if (digits >= 6 && wanted.has('phone')) {
    const days = new SpanSet(text.length);
    for (const { start, end } of dates) days.add('date', start, end, 1);
    for (const one of findPhones(text, language, spans, (start, end) => !days.free(start, end))) weakPhones.push(one);
  }
  return { dates, weakPhones };
}
