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

/** What one pass over the characters tells of a text: which kinds of personal data cannot be in it. */
interface Signs {
  readonly digits: number;
  readonly dots: boolean;
  readonly colons: boolean;
  readonly signs: boolean;
  readonly slashes: boolean;
}

function signsOf(text: string): Signs {
  let digits = 0;
  let seen = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) digits++;
    else if (code === 46) seen |= 1;
    else if (code === 58) seen |= 2;
    else if (code === 64 || code === 35 || code === 61) seen |= 4;
    else if (code === 47) seen |= 8;
  }
  return { digits, dots: (seen & 1) > 0, colons: (seen & 2) > 0, signs: (seen & 4) > 0, slashes: (seen & 8) > 0 };
}

const disguise =
  /[\s\])}>|*_~-](?:dot|d0t|punto|ponto|point|punkt|डॉट|دوت|نقطة)[\s[({<|*_~-]|&#|%40|&commat|\s(?:at|4t|ät|arroba|arobase|chiocciola|एट|ऐट|آت)\s|(?:at|ät|4t|@|\ba)\s?[\])}>|*_~-]/iu;

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
  const { digits, dots, colons, signs, slashes } = signsOf(text);
  if ((dots || slashes) && wanted.has('url')) findLinks(text, spans);
  if (wanted.has('email') && (text.includes('@') || disguise.test(text))) findEmails(text, spans);
  if (wanted.has('mention') && (signs || slashes || colons)) findMentions(text, spans);
  if (dots && wanted.has('url')) findBareDomains(text, spans);
  if (digits >= 4 && (dots || colons)) findNetworkAddresses(text, spans);
  else if (colons && text.includes('::')) findNetworkAddresses(text, spans);
  if (digits >= 10) findIbans(text, spans);
  if (digits >= 12) findCards(text, spans);
  if (digits >= 4) findNationalIds(text, spans);
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
