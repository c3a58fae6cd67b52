import { classOf, letter, mark, number, whiteSpace } from '../normalisation/character-classes';
import { before, type SpanSet } from './span';

const months =
  'jan(?:uary|uar|vier|eiro)?|enero|gennaio|feb(?:ruary|ruar|rero|braio)?|f[ée]v(?:rier|ereiro)?|mar(?:ch|s|zo|ço)?|märz|apr(?:il|ile)?|avr(?:il)?|abr(?:il)?|may|mai|mayo|maio|maggio|june?|juin|juni|junio|junho|giugno|july?|juillet|juli|julio|julho|luglio|aug(?:ust)?|ao[ûu]t|ago(?:sto)?|sep(?:t(?:ember|embre|iembre)?|tember)?|set(?:embro|tembre)?|oct(?:ober|obre|ubre)?|okt(?:ober)?|ott(?:obre)?|out(?:ubro)?|nov(?:ember|embre|iembre|embro)?|dec(?:ember)?|d[ée]c(?:embre)?|dez(?:ember|embro)?|dic(?:iembre|embre)?|जनवरी|फ़?रवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|नवंबर|दिसंबर|يناير|فبراير|مارس|أبريل|ابريل|مايو|يونيو|يوليو|أغسطس|اغسطس|سبتمبر|أكتوبر|اكتوبر|نوفمبر|ديسمبر';
export const numeric =
  /(?<![\p{L}\p{N}./-])(?:(?:19|20)\d\d([-/.])[01]?\d\1[0-3]?\d|[0-3]?\d([-/.])[0-3]?\d\2(?:(?:19|20)\d\d|\d\d))(?![\p{L}\p{N}/-]|\.\d)/uy;
export const written = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:[0-3]?\\d(?:st|nd|rd|th|er|º|\\.)?,?\\s(?:(?:of|de|di|d')\\s)?(?:${months})\\.?,?(?:\\s(?:de\\s|del\\s)?(?:19|20)\\d\\d)?|(?:${months})\\.?\\s[0-3]?\\d(?:st|nd|rd|th)?(?:,?\\s(?:19|20)\\d\\d)?)(?![\\p{L}\\p{N}])`,
  'iuy',
);
const clock = /(?:T|,?\s(?:at\s)?)[0-2]?\d:[0-5]\d(?::[0-5]\d)?(?:\s?[ap]m\b)?/iuy;
const birth =
  /birth|born|\bdob\b|d\.o\.b|b-?day|geboren|geburts|\bgeb\.|nac[ií]|nascid|nascim|nascit|\bnat[oa]\b|naissance|\bn[ée]e? le|\bn[ée]\(e\)|जन्म|पैदा|ولد|ميلاد|مواليد/u;

/** A date as it stands in a text. */
export interface FoundDate {
  readonly start: number;
  readonly end: number;
  /** Words beside it say that someone was born then. */
  readonly birth: boolean;
}

/** The longest name of a month has fewer UTF-16 units. */
const longestMonth = 16;

/** Where the name of a month may begin of which a number follows at `digit`, behind one space: in order, mostly one place. */
function monthsBefore(text: string, digit: number): readonly number[] {
  if (digit === 0 || (classOf(text.charCodeAt(digit - 1)) & whiteSpace) === 0) return [];
  const end = text[digit - 2] === '.' ? digit - 2 : digit - 1;
  const places: number[] = [];
  for (let at = end - 1; at >= 0 && at > end - longestMonth; at--) {
    if ((classOf(text.charCodeAt(at)) & (letter | mark)) === 0) break;
    if ((classOf(text.charCodeAt(at - 1)) & (letter | number)) === 0) places.unshift(at);
  }
  return places;
}

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

/** Full dates in digits or with a month's name in the eight languages, with a time of day where one follows. O(length). */
export function datesIn(text: string): FoundDate[] {
  const inDigits: FoundDate[] = [];
  const inWords: FoundDate[] = [];
  let digitsEnd = 0;
  let wordsEnd = 0;
  const inWordsAt = (place: number): void => {
    if (place < wordsEnd) return;
    written.lastIndex = place;
    if (!written.test(text)) return;
    wordsEnd = written.lastIndex;
    inWords.push(dateAt(text, place, wordsEnd));
  };
  for (let at = 0; at < text.length; at++) {
    if (!isDigit(text.charCodeAt(at))) continue;
    // Every date has a number, and begins with it or with the month before it.
    for (const place of monthsBefore(text, at)) inWordsAt(place);
    inWordsAt(at);
    if (at >= digitsEnd) {
      numeric.lastIndex = at;
      const found = numeric.exec(text)?.[0];
      if (found !== undefined) {
        digitsEnd = at + found.length;
        if (plausible(found)) inDigits.push(dateAt(text, at, digitsEnd));
      }
    }
    while (isDigit(text.charCodeAt(at + 1))) at++;
  }
  return [...inDigits, ...inWords];
}

function dateAt(text: string, start: number, endOfDay: number): FoundDate {
  clock.lastIndex = endOfDay;
  const end = endOfDay + (clock.exec(text)?.[0].length ?? 0);
  return {
    start,
    end,
    birth: birth.test(before(text, start)) || /^\s?(?:को )?(?:जन्म|पैदा)/u.test(text.slice(end, end + 16)),
  };
}

function plausible(written: string): boolean {
  const parts = written.split(/[-/.]/).map(Number);
  const [a, b, c] = parts as [number, number, number];
  return a > 31 ? b >= 1 && b <= 12 && c >= 1 && c <= 31 : a >= 1 && b >= 1 && b <= 31 && (a <= 12 || b <= 12);
}

/** Adds dates of birth; other dates are returned, so that they are not taken for phone numbers. */
export function findDatesOfBirth(text: string, spans: SpanSet): FoundDate[] {
  return datesIn(text).filter((date) => !date.birth || !spans.add('date-of-birth', date.start, date.end, 0.9));
}
