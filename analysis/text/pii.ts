import { isValidIBAN } from 'ibantools';
import { findPhoneNumbersInText } from 'libphonenumber-js/max';
import { z } from 'zod';
import { defineMethod } from '../../domain/method';

export const piiTypes = ['url', 'email', 'mention', 'ip', 'iban', 'card', 'phone'] as const;
export type PiiType = (typeof piiTypes)[number];

export interface PiiSpan {
  /** UTF-16 offsets, end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly type: PiiType;
  /** 1 where a check digit or an exact form confirms it, lower where only the shape fits. */
  readonly confidence: number;
}

const masks: Record<PiiType, string> = {
  url: '[url]', email: '[email]', mention: '@user', ip: '[ip]', iban: '[iban]', card: '[card]', phone: '[phone]',
};

const url = /(?:https?:\/\/|www\.)[^\s<>"]+/giu;
const email = /[\p{L}\p{N}._%+-]{1,64}(?:@|\s?[[(]\s?at\s?[\])]\s?)[\p{L}\p{N}-]{1,63}(?:(?:\.|\s?[[(]\s?dot\s?[\])]\s?)[\p{L}\p{N}-]{1,63}){1,4}/giu;
const mention = /(?<![\p{L}\p{N}_./])[@＠][\p{L}\p{N}_]{1,50}(?:\.[\p{L}\p{N}-]{1,63})*(?:@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+)?|(?<![\p{L}\p{N}_/])u\/[\p{L}\p{N}_-]{3,20}(?![\p{L}\p{N}_])/gu;
const ip4 = /(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.]\d|\d)/g;
const ip6 = /(?<![\p{L}\p{N}:])(?:[0-9a-f]{1,4}:){2,7}(?::?[0-9a-f]{1,4}){1,7}(?![\p{L}\p{N}:])/giu;
const iban = /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{2,4}){3,8}(?: ?[A-Z0-9]{1,3})?(?![\p{L}\p{N}])/gu;
const card = /(?<![\d.])\d(?:[ -]?\d){11,18}(?![\d.]?\d)/g;
const manyDigits = /\d(?:[\s().+/-]{0,3}\d){6,}/;

/** Luhn's check digit, ISO/IEC 7812-1 annex B. */
export function luhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    let digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    if (i % 2 === 1) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
    sum += digit;
  }
  return sum % 10 === 0;
}

/** The country whose national phone numbers a language suggests; without one only international forms are found. */
const regionOfLanguage: Record<string, 'US' | 'DE' | 'ES' | 'FR' | 'IT' | 'BR' | 'IN'> = {
  en: 'US', de: 'DE', es: 'ES', fr: 'FR', it: 'IT', pt: 'BR', hi: 'IN',
};

function* matches(pattern: RegExp, text: string): Generator<{ start: number; end: number; found: string }> {
  for (const match of text.matchAll(pattern)) yield { start: match.index, end: match.index + match[0].length, found: match[0] };
}

/**
 * Spans of structured personal data, in order, never overlapping; of two that overlap the earlier type of `piiTypes` stays.
 * Finds forms, not names: persons and addresses need `text/entities`. O(length) but for phone numbers, which are looked for
 * only where at least seven digits stand close together.
 */
export function findPii(text: string, types: ReadonlySet<PiiType>, language = 'und'): PiiSpan[] {
  const spans: PiiSpan[] = [];
  const add = (type: PiiType, start: number, end: number, confidence: number): void => {
    if (!types.has(type)) return;
    if (spans.some((span) => start < span.end && span.start < end)) return;
    spans.push({ start, end, type, confidence });
  };
  if (/:\/\/|www\./i.test(text)) {
    for (const { start, found } of matches(url, text)) add('url', start, start + found.replace(/[.,;:!?)\]'"]+$/u, '').length, 1);
  }
  if (/@|[[(]\s?at/i.test(text)) for (const { start, end } of matches(email, text)) add('email', start, end, 1);
  if (/[@＠]|u\//.test(text)) for (const { start, end } of matches(mention, text)) add('mention', start, end, 1);
  if (/\d/.test(text)) {
    for (const { start, end } of matches(ip4, text)) add('ip', start, end, 1);
    for (const { start, found } of matches(iban, text)) {
      // A word that follows may look like one more group: try shorter until the check digits agree.
      for (let groups = found.split(' '); groups.length > 0; groups = groups.slice(0, -1)) {
        const candidate = groups.join(' ');
        if (isValidIBAN(candidate.replaceAll(' ', ''))) {
          add('iban', start, start + candidate.length, 1);
          break;
        }
      }
    }
    for (const { start, end, found } of matches(card, text)) {
      const digits = found.replace(/\D/g, '');
      if (luhn(digits) && /^[2-6]/.test(digits)) add('card', start, end, 1);
    }
  }
  if (text.includes(':')) for (const { start, end } of matches(ip6, text)) if (/\d|::/.test(text.slice(start, end))) add('ip', start, end, 0.8);
  if (types.has('phone') && manyDigits.test(text)) {
    const region = regionOfLanguage[language];
    const options = region ? { defaultCountry: region, v2: true as const } : { v2: true as const };
    const found = findPhoneNumbersInText(text.slice(0, 5000), options);
    for (const { startsAt, endsAt } of found) add('phone', startsAt, endsAt, region ? 0.8 : 1);
  }
  return spans.sort((a, b) => a.start - b.start);
}

/** The text with each span replaced by its typed mask; `keep` holds lower-case handles that stay readable. */
export function maskPii(text: string, spans: readonly PiiSpan[], keep: ReadonlySet<string>): string {
  let out = '';
  let at = 0;
  for (const span of spans) {
    if (span.type === 'mention' && keep.has(text.slice(span.start + 1, span.end).toLowerCase())) continue;
    out += text.slice(at, span.start) + masks[span.type];
    at = span.end;
  }
  return out + text.slice(at);
}

export const textPii = defineMethod({
  id: 'text/pii',
  version: 1,
  step: 'cleaning',
  title: 'Structured personal data',
  description:
    'Finds and masks mentions, e-mail addresses, phone numbers, URLs, IP addresses, payment cards and IBANs. It does not find names or postal addresses: a masked corpus is pseudonymous, not anonymous.',
  references: ['ISO/IEC 7812-1 (Luhn)', 'ISO 13616 (IBAN)', 'Google libphonenumber, through libphonenumber-js'],
  parameters: z
    .object({ types: z.array(z.enum(piiTypes)).default([...piiTypes]), keepMentions: z.array(z.string()).default([]) })
    .strict(),
  inputs: { posts: 'posts' },
  output: 'post-table',
  individuals: false,
  perPost: true,
  run({ posts }, { types, keepMentions }, context) {
    const wanted = new Set(types);
    const keep = new Set(keepMentions.map((handle) => handle.replace(/^@/, '').toLowerCase()));
    const masked: string[] = [];
    const spans: string[] = [];
    const found: Record<string, number> = {};
    for (let i = 0; i < posts.count; i++) {
      const list = findPii(posts.text[i]!, wanted, posts.language[i]);
      for (const span of list) found[span.type] = (found[span.type] ?? 0) + 1;
      masked.push(maskPii(posts.text[i]!, list, keep));
      spans.push(JSON.stringify(list));
      if (i % 1000 === 0) context.progress(i / posts.count);
    }
    return { kind: 'post-table', columns: { masked, spans }, about: { summary: { posts: posts.count, found }, json: ['spans'] } };
  },
});
