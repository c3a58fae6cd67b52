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
  url: '[url]',
  email: '[email]',
  mention: '@user',
  ip: '[ip]',
  iban: '[iban]',
  card: '[card]',
  phone: '[phone]',
};

const url = /(?:https?:\/\/|www\.)[^\s<>"]+/giu;
// Not behind an @ sign: @ada@mastodon.social is an account of the fediverse.
const email =
  /(?<![@＠][\p{L}\p{N}._%+-]{0,64})[\p{L}\p{N}._%+-]{1,64}(?:@|\s?[[(]\s?at\s?[\])]\s?)[\p{L}\p{N}-]{1,63}(?:(?:\.|\s?[[(]\s?dot\s?[\])]\s?)[\p{L}\p{N}-]{1,63}){1,4}/giu;
const mention =
  /(?<![\p{L}\p{N}_/]|[\p{L}\p{N}]\.)[@＠][\p{L}\p{N}_]{1,50}(?:-[\p{L}\p{N}_]{1,50}){0,5}(?:\.[\p{L}\p{N}-]{1,63})*(?:@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+)?|(?<![\p{L}\p{N}_/])u\/[\p{L}\p{N}_-]{3,20}(?![\p{L}\p{N}_])/gu;
const ip4 = /(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.]\d|\d)/g;
const ip6 = /(?<![\p{L}\p{N}:])[0-9a-f:]{4,39}(?![\p{L}\p{N}:])/giu;
const ibanStart = /(?<![\p{L}\p{N}])[a-z]{2}\d{2}/giu;
const iban = /[a-z]{2}\d{2}(?: ?[a-z0-9]{2,4}){3,8}(?: ?[a-z0-9]{1,3})?(?![\p{L}\p{N}])/iuy;
const digitGroups = /(?<![\d.])\d+(?:[ -]\d+)*(?![\d.]?\d)/g;
const manyDigits = /[+(]{0,2}\d(?:[\s().+/-]{0,3}\d){6,24}/g;

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

/** Places of payment cards in a run of digit groups: 12 to 19 digits from the start of one group to the end of one, check digit right. */
function* cardsIn(run: string): Generator<{ from: number; to: number }> {
  const groups = [...run.matchAll(/\d+/g)].map((found) => ({ from: found.index, to: found.index + found[0].length }));
  for (let first = 0; first < groups.length; first++) {
    for (let last = first; last < groups.length; last++) {
      const digits = run.slice(groups[first]!.from, groups[last]!.to).replace(/\D/g, '');
      if (digits.length > 19) break;
      if (digits.length < 12 || !/^[2-6]/.test(digits) || !luhn(digits)) continue;
      yield { from: groups[first]!.from, to: groups[last]!.to };
      first = last;
      break;
    }
  }
}

/** RFC 4291 §2.2: eight groups, or fewer around one `::`. */
function isIp6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false;
  return halves.length === 2 ? groups.length >= 2 && groups.length <= 7 : groups.length === 8;
}

/** The country whose national phone numbers a language suggests; without one only international forms are found. */
const regionOfLanguage: Record<string, 'US' | 'DE' | 'ES' | 'FR' | 'IT' | 'BR' | 'IN'> = {
  en: 'US',
  de: 'DE',
  es: 'ES',
  fr: 'FR',
  it: 'IT',
  pt: 'BR',
  hi: 'IN',
};

function* matches(pattern: RegExp, text: string): Generator<{ start: number; end: number; found: string }> {
  for (const match of text.matchAll(pattern))
    yield { start: match.index, end: match.index + match[0].length, found: match[0] };
}

/**
 * Spans of structured personal data, in order, never overlapping; of two that overlap the earlier type of `piiTypes` stays.
 * Finds forms, not names: persons and addresses need `text/entities`. O(length) but for phone numbers, which are looked for
 * only where at least seven digits stand close together.
 */
export function findPii(text: string, types: ReadonlySet<PiiType>, language = 'und'): PiiSpan[] {
  const spans: PiiSpan[] = [];
  // Which characters are in a span already: looking at each span instead would cost their square.
  let taken: Uint8Array | undefined;
  const add = (type: PiiType, start: number, end: number, confidence: number): void => {
    if (!types.has(type)) return;
    taken ??= new Uint8Array(text.length);
    for (let i = start; i < end; i++) if (taken[i]) return;
    taken.fill(1, start, end);
    spans.push({ start, end, type, confidence });
  };
  if (/:\/\/|www\./i.test(text)) {
    for (const { start, found } of matches(url, text))
      add('url', start, start + found.replace(/[.,;:!?)\]'"]+$/u, '').length, 1);
  }
  if (/@|[[(]\s?at/i.test(text)) for (const { start, end } of matches(email, text)) add('email', start, end, 1);
  if (/[@＠]|u\//.test(text)) for (const { start, end } of matches(mention, text)) add('mention', start, end, 1);
  if (/\d/.test(text)) {
    for (const { start, end } of matches(ip4, text)) add('ip', start, end, 1);
    for (const { start } of matches(ibanStart, text)) {
      iban.lastIndex = start;
      const found = iban.exec(text)?.[0];
      if (found === undefined) continue;
      // A word that follows may look like one more group: try shorter until the check digits agree.
      for (let groups = found.split(' '); groups.length > 0; groups = groups.slice(0, -1)) {
        const candidate = groups.join(' ');
        if (isValidIBAN(candidate.replaceAll(' ', '').toUpperCase())) {
          add('iban', start, start + candidate.length, 1);
          break;
        }
      }
    }
    for (const { start, found } of matches(digitGroups, text))
      for (const { from, to } of cardsIn(found)) add('card', start + from, start + to, 1);
  }
  if (text.includes(':'))
    for (const { start, end } of matches(ip6, text)) if (isIp6(text.slice(start, end))) add('ip', start, end, 1);
  if (types.has('phone') && /\d/.test(text)) {
    const region = regionOfLanguage[language];
    const options = region ? { defaultCountry: region, v2: true as const } : { v2: true as const };
    for (const { start, end } of matches(manyDigits, text)) {
      // A little of what stands around: the library looks at it to tell a number from a part of one.
      const from = Math.max(0, start - 12);
      for (const { startsAt, endsAt } of findPhoneNumbersInText(text.slice(from, end + 12), options))
        add('phone', from + startsAt, from + endsAt, region ? 0.8 : 1);
    }
  }
  return spans.sort((a, b) => a.start - b.start);
}

/** Spans without the mentions of accounts that stay readable; `keep` holds lower-case handles. */
export function withoutKept(text: string, spans: readonly PiiSpan[], keep: ReadonlySet<string>): PiiSpan[] {
  return spans.filter(
    (span) => span.type !== 'mention' || !keep.has(text.slice(span.start + 1, span.end).toLowerCase()),
  );
}

/** The text with each span replaced by its typed mask. */
export function maskPii(text: string, spans: readonly PiiSpan[]): string {
  let out = '';
  let at = 0;
  for (const span of spans) {
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
      const list = withoutKept(posts.text[i]!, findPii(posts.text[i]!, wanted, posts.language[i]), keep);
      for (const span of list) found[span.type] = (found[span.type] ?? 0) + 1;
      masked.push(maskPii(posts.text[i]!, list));
      spans.push(JSON.stringify(list));
      if (i % 1000 === 0) context.progress(i / posts.count);
    }
    return {
      kind: 'post-table',
      columns: { masked, spans },
      about: { summary: { posts: posts.count, found }, json: ['spans'] },
    };
  },
});
