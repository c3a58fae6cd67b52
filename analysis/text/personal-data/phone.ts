import type { CountryCode, PhoneNumber } from 'libphonenumber-js/max';
import { matches } from './matches';
import { before, type SpanSet } from './span';

/** Countries whose national numbers a language suggests, the most likely first; another language's numbers count in international form. */
const regionsOfLanguage: Readonly<Record<string, readonly CountryCode[]>> = {
  en: ['US', 'GB', 'AU', 'IN'],
  de: ['DE', 'AT', 'CH'],
  es: ['ES', 'MX', 'AR', 'CO', 'PE', 'CL'],
  fr: ['FR', 'BE', 'CA'],
  it: ['IT', 'CH'],
  pt: ['BR', 'PT'],
  hi: ['IN'],
  ar: ['SA', 'EG', 'AE', 'MA'],
};

const candidate = /(?:\+\s?|\(\+?\s?)?\d(?:[\s()./-]{0,3}\d){5,24}/g;
const extension = /(?:\s?,?\s?(?:x|ext\.?|extension|durchwahl|poste|ramal)\s?\d{1,6})(?![\p{L}\p{N}])/iuy;
const word =
  /phone|mobile|\bmob\b|\bcell|\bcall|\btel\b|\btel[.:e]|\btél|\bfax|\bring|\btext (?:me|us)|\bsms|whats ?app|\bwa\b|\bnumber\b|\bnum\b|\bhandy|\btelef|\bruf|anruf|erreich|\bnummer|\bll[aá]m|m[óo]vil|celular|\bappel|num[ée]ro|portable|\bjoindre|chiama|cellulare|\bnumero|\bliga|\bligue|telem[óo]vel|n[úu]mero|\bzap\b|contact|dial|reach (?:me|us)|फ़?ोन|नंबर|कॉल|मोबाइल|व्हाट्सएप|هاتف|جوال|رقم|اتصل|موبايل|واتس/u;
const money = /[$€£¥₹﷼]\s?$|(?:usd|eur|gbp|inr|rs\.?|r\$)\s?$/i;
const moneyBehind = /^\s?(?:[$€£¥₹%﷼]|(?:usd|eur|euros?|dollars?|pounds|km|kg|mb|gb|people|views|followers|likes)\b)/i;

/** A trunk prefix, an area and a slash, as Germans write it: 0170/9935139. */
const areaSlash = /^(?:0|\+|\(0)[\d ()]{1,8}\/ ?\d[\d -]*$/;
const year = /^(?:1\d|20)\d\d$/;

/**
 * Numbers of other things, unless words before say otherwise: 192.168.1.300, 8.045.311.447, 2024-000123, 26-02-2016, and what has a slash without
 * being an area and a number, such as 10.1000/182.
 */
const otherThing =
  /^(?:\d{1,3}(?:\.\d{1,3}){3}|\d{1,2}(?:\.\d{3}){2,}|(?:19|20)\d\d-\d{4,}|\d{1,2}-(?:\d{1,2}-)?20\d\d(?: \d{1,2})?)$/;

/** How sure it is that digits in this form are a phone number, by their grouping alone. */
function byShape(written: string, digits: number, told: boolean): number {
  const groups = written.split(/[\s()./+-]+/).filter((group) => group !== '');
  if (groups.every((group) => year.test(group))) return 0;
  if (/^\(?\+/.test(written)) return digits >= 8 ? 0.8 : 0;
  if (/^00[1-9]/.test(written) && groups.length > 1 && digits >= 10) return 0.7;
  if (told) return digits >= 7 ? 0.7 : digits === 6 && groups.length > 1 ? 0.5 : 0;
  if (digits < 7 || groups.some((group) => group.length > 6 || /^0+$/.test(group))) return 0;
  const marked = written.startsWith('0') || /[()]|\d-\d/.test(written);
  if (groups.length === 2) {
    // 12.345678 and 1234/5678 are other things.
    if (written.includes('.') || groups.some((group) => group.length < 2)) return 0;
    return marked ? 0.5 : 0.3;
  }
  if (groups.length > 5 || groups.filter((group) => group.length >= 2).length < groups.length - 1) return 0;
  // 12 345 678 may as well be a sum.
  const sum = groups.slice(1).every((group) => group.length === 3) && !marked;
  return sum ? (groups[0]!.length > 1 && !written.includes('.') ? 0.3 : 0) : marked ? 0.6 : 0.5;
}

/** The valid number that is written so. The library is read at the first one: most posts have none. */
function validNumber(written: string, region?: CountryCode): PhoneNumber | undefined {
  const { parsePhoneNumberFromString } = require('libphonenumber-js/max') as typeof import('libphonenumber-js/max');
  const number = parsePhoneNumberFromString(written, region);
  return number?.isValid() ? number : undefined;
}

function confidenceOf(text: string, start: number, end: number, regions: readonly CountryCode[]): number {
  const written = text.slice(start, end);
  const digits = written.replace(/\D/g, '').length;
  const context = before(text, start);
  if (money.test(context) || moneyBehind.test(text.slice(end, end + 12))) return 0;
  const international = /^\(?\+/.test(written);
  if (international && validNumber(written.replace(/\(0\)/, ''))) return 1;
  const told = word.test(context);
  const bare = !/\D/.test(written);
  if (!told && !international && (otherThing.test(written) || (written.includes('/') && !areaSlash.test(written))))
    return 0;
  if (bare && !told) return byDigits(written, regions);
  if (!international && digits <= 13) for (const region of regions) if (validNumber(written, region)) return 0.9;
  return byShape(written, digits, told);
}

/** Digits without any grouping are a number of anything, unless the likeliest countries have such numbers. */
function byDigits(written: string, regions: readonly CountryCode[]): number {
  if (written.length === 9)
    return regions.slice(0, 2).some((region) => validNumber(written, region)?.getType() === 'MOBILE') ? 0.5 : 0;
  if (written.length < 10) return 0;
  if (written.length <= 13 && regions.length > 0 && validNumber(written, regions[0])) return 0.6;
  return /^0[1-9]\d{8,9}$/.test(written) ? 0.5 : 0;
}

const mostPieces = 14;

function piecesOf(run: string): number {
  return run.match(/\d+/g)?.length ?? 0;
}

/** Cuts a run of digit groups at wide gaps: two numbers in a row are two. */
function pieces(run: string): { from: number; to: number }[] {
  const all =
    run.length > 0 &&
    run.replace(/\D/g, '').length <= 15 &&
    !/\d\s{2,}\d/.test(run) &&
    (areaSlash.test(run) || !/\d\s?\/\s?\d{5}/.test(run))
      ? [{ from: 0, to: run.length }]
      : [];
  if (all.length > 0) return all;
  const parts: { from: number; to: number }[] = [];
  for (const found of run.matchAll(/(?<!\d)(?:\+\s?|\(\+?\s?)?\d(?:[\s().-]?[\s()-]?\d){5,14}(?!\d)/g))
    parts.push({ from: found.index, to: found.index + found[0].length });
  return parts;
}

/** Digits that may as well be a house number and what follows: a phone number only where no address is found. */
export interface WeakPhone {
  readonly start: number;
  readonly end: number;
  readonly confidence: number;
}
const weakBelow = 0.5;

/**
 * Phone numbers: valid ones of libphonenumber in international form or in that of the countries of the post's language, and digits
 * grouped like a phone number, above all behind a word that says so; doubtful ones are returned. O(length); the library is asked only for 6 to 25 digits together.
 */
export function findPhones(
  text: string,
  language: string,
  spans: SpanSet,
  blocked: (start: number, end: number) => boolean,
): WeakPhone[] {
  const weak: WeakPhone[] = [];
  const regions = regionsOfLanguage[language] ?? [];
  for (const found of matches(candidate, text)) {
    // Two numbers in a row have fewer pieces.
    if (piecesOf(found[0]) > mostPieces) continue;
    const joined = text[found.index - 1] ?? ' ';
    if (joined === ',' && /\d/.test(text[found.index - 2] ?? ' ')) continue;
    if (/[\p{L}\p{N}_#.$€£=&]/u.test(joined) && !(/\p{L}/u.test(joined) && /^[+(]/.test(found[0]))) continue;
    for (const { from, to } of pieces(found[0])) {
      let end = found.index + to;
      // A bracket that is not closed within belongs to the sentence.
      const start = found.index + from + (/^\([^)]*$/.test(found[0].slice(from, to)) ? 1 : 0);
      if (/[\p{L}\p{N}_]/u.test(text[end] ?? ' ') && !/[x]/i.test(text[end]!)) continue;
      if (blocked(start, end) || !spans.free(start, end)) continue;
      const confidence = confidenceOf(text, start, end, regions);
      if (confidence === 0) continue;
      extension.lastIndex = end;
      end += extension.exec(text)?.[0].length ?? 0;
      if (confidence < weakBelow) weak.push({ start, end, confidence });
      else spans.add('phone', start, end, confidence);
    }
  }
  return weak;
}
