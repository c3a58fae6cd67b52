import { isSureTopLevel, isTopLevel } from './domain-names';
import { matches } from './matches';
import { before, type SpanSet } from './span';

/** The longest local part and label (RFC 5321 §4.5.3.1, RFC 1035 §2.3.4). */
const localLength = 64;
const labelLength = 63;

const atWord = '(?:at|a\\.?t|4t|@t|ät|arroba|arobase|chiocciola|snabel-?a|एट|ऐट|آت|ات|@)';
const dotWord = '(?:dot|d0t|punto|ponto|point|punkt|doht|dott|डॉट|दोत|دوت|نقطة|\\.|,)';
const open = '[\\[({<|*_~"\'-]{1,2}';
const close = '[\\])}>|*_~"\'-]{1,2}';
const dot = `(?:\\s?${open}\\s?${dotWord}\\s?${close}\\s?|\\s(?:dot|d0t|punto|ponto|point|punkt|डॉट|دوت|نقطة)\\s|&#46;|&period;|\\.)`;
// Hyphens alone make a word of it, as in look-at-me.com: they need hyphens around the full stop too.
const bracketedAt = new RegExp(
  `\\s?[\\[({<|*_~"']{1,2}\\s?${atWord}\\s?[\\])}>|*_~"']{1,2}\\s?|\\s?[\\[({<]\\s?a\\s?[\\])}>]\\s?|\\s-\\s?${atWord}\\s?-\\s|-${atWord}-(?=[\\p{L}\\p{M}\\p{N}-]{1,${labelLength}}-${dotWord}-)|&#0?64;|&#x40;|&commat;|%40`,
  'giu',
);
const spokenAt = /\s(?:at|4t|ät|arroba|arobase|chiocciola|एट|ऐट|آت)\s/giu;
const spacedAt = / @ (?=[\p{L}\p{N}])|(?<=[\p{L}\p{N}])@ /gu;
const handleAt = / @(?=[\p{L}\p{N}])/gu;
const labelHere = new RegExp(
  `[\\p{L}\\p{M}\\p{N}](?:(?!-(?:dot|d0t|punto|ponto|point|punkt)-)[\\p{L}\\p{M}\\p{N}-]){0,${labelLength - 1}}`,
  'iuy',
);
const dotHere = new RegExp(dot, 'iuy');
const spacedDotHere = new RegExp(`${dot}|\\s\\.\\s`, 'iuy');
const localBefore = new RegExp(
  `(?<![\\p{L}\\p{N}@])[\\p{L}\\p{M}\\p{N}_+%][\\p{L}\\p{M}\\p{N}_+%.-]{0,63}(?:(?:\\s?${open}\\s?(?:dot|d0t|\\.)\\s?${close}\\s?|\\s(?:dot|d0t|punto|ponto|point|punkt)\\s)[\\p{L}\\p{M}\\p{N}_+%.-]{1,63}){0,3}$`,
  'iu',
);
const spelled =
  /(?<![\p{L}\p{N}])[\p{L}\p{N}](?: [\p{L}\p{N}._-]){2,40} ?@ ?(?:[\p{L}\p{N}.-] ){4,60}[\p{L}\p{N}](?![\p{L}\p{N}])/gu;
const spokenDot = /\s(?:dot|d0t|punto|ponto|point|punkt|डॉट|دوت|نقطة)\s|[\])}>|*_~"'-]/iu;
const providers =
  /^(?:gmail|googlemail|yahoo|ymail|hotmail|outlook|live|icloud|proton|protonmail|gmx|web|mail|aol|yandex|qq|163|orange|libero|uol|t-online)\./i;
/** Words before an address that say that one follows. */
const hints =
  /mail|correo|courriel|posta|contact|kontakt|write|reach|address|adress|schreib|escr[ií]b|escrev|[ée]cri[srv]|scriv|indirizzo|direcci[óo]n|endere[çc]o|बताएं|लिख|पता|मेल|بريد|راسل|عنوان/u;
const letter = /[\p{L}\p{M}\p{N}]/u;
/** Words before "at" that make a sentence of it, as in "look at example dot com". */
const verbs =
  /(?:^|\s)(?:look|looking|looks|us|it|not|stay|shop|work|works|working|sold|buy|bought|live|arrive|read|see|available|visit|online|find|check|only|more|out|now|here|is|are|was|be|me|you|him|her|them|account|address|inbox|team)$/iu;

function isLocal(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 128)
    return (
      (code >= 48 && code <= 57) ||
      (code >= 65 && code <= 90) ||
      (code >= 97 && code <= 122) ||
      code === 46 ||
      code === 95 ||
      code === 37 ||
      code === 43 ||
      code === 45 ||
      code === 39
    );
  return letter.test(text[at]!);
}

/** Where the local part before an @ sign starts, or the sign itself where there is none. */
function localStart(text: string, sign: number): number {
  let start = sign;
  while (start > 0 && sign - start < localLength && isLocal(text, start - 1)) start--;
  while (start < sign && (text[start] === '.' || text[start] === "'" || text[start] === '-')) start++;
  return start;
}

/** Where a quoted local part before an @ sign starts (RFC 5321 §4.1.2), or the sign itself where there is none. */
function quotedStart(text: string, sign: number): number {
  const start = text.lastIndexOf('"', sign - 2);
  return start !== -1 && sign - start <= localLength && !text.slice(start, sign).includes('\n') ? start : sign;
}

/** The end of the domain that starts here and its last label, or undefined. */
function domainAt(text: string, start: number, dots: RegExp): { end: number; top: string } | undefined {
  const labels: { end: number; label: string }[] = [];
  for (let at = start; labels.length < 6; ) {
    labelHere.lastIndex = at;
    const found = labelHere.exec(text)?.[0].replace(/-+$/, '');
    if (!found) break;
    labels.push({ end: at + found.length, label: found });
    dots.lastIndex = at + found.length;
    const stop = dots.exec(text)?.[0];
    if (stop === undefined) break;
    at += found.length + stop.length;
  }
  if (labels.length < 2) return undefined;
  // A sentence may go on without a space behind the full stop: the last label that is a top-level domain ends it.
  let last = labels.length - 1;
  while (last > 1 && !isTopLevel(labels[last]!.label)) last--;
  if (last === 1 && !isTopLevel(labels[1]!.label)) last = labels.length - 1;
  return { end: labels[last]!.end, top: labels[last]!.label };
}

function plain(text: string, spans: SpanSet): void {
  for (let sign = text.indexOf('@'); sign !== -1; sign = text.indexOf('@', sign + 1)) {
    const start = text[sign - 1] === '"' ? quotedStart(text, sign) : localStart(text, sign);
    // Not behind an @ sign: @ada@mastodon.social is an account of the fediverse.
    if (start === sign || text[start - 1] === '@' || text[start - 1] === '＠') continue;
    const domain = domainAt(text, sign + 1, dotHere);
    if (domain) spans.add('email', start, domain.end, isTopLevel(domain.top) ? 1 : 0.8);
  }
}

function disguised(
  text: string,
  anchors: RegExp,
  spans: SpanSet,
  confidence: number,
  sure: (local: string, domain: string, top: string, start: number, at: string) => boolean,
): void {
  for (const found of matches(anchors, text)) {
    const behind = found.index + found[0].length;
    const domain = domainAt(text, behind, spacedDotHere);
    if (!domain) continue;
    const from = Math.max(0, found.index - 2 * localLength);
    const local = localBefore.exec(text.slice(from, found.index));
    if (!local) continue;
    const start = from + local.index;
    if (sure(local[0], text.slice(behind, domain.end), domain.top, start, found[0]))
      spans.add('email', start, domain.end, confidence);
  }
}

/**
 * E-mail addresses, also written around filters: `ada [at] example dot org`, `ada&#64;example.org`, `ada @ example.org`,
 * `a d a @ e x a m p l e . o r g`, and the words for @ and full stop in Spanish, French, German, Italian and Portuguese. O(length).
 */
export function findEmails(text: string, spans: SpanSet): void {
  const hasSign = text.includes('@');
  if (hasSign) plain(text, spans);
  if (hasSign && (text.includes(' @') || text.includes('@ '))) {
    for (const found of matches(spelled, text))
      if (found[0].includes('.') || found[0].includes(' dot '))
        spans.add('email', found.index, found.index + found[0].length, 0.8);
    disguised(
      text,
      spacedAt,
      spans,
      0.8,
      (local, domain, top) =>
        providers.test(domain) ||
        (isSureTopLevel(top) && !verbs.test(local)) ||
        (isTopLevel(top) && /[\d._+-]/.test(local)),
    );
    // With a space before the sign alone it is an account, such as @ada.bsky.social, but where the domain is a mail provider's.
    disguised(text, handleAt, spans, 0.8, (_, domain) => providers.test(domain));
  }
  // Words stand in quotation marks for other reasons too.
  disguised(
    text,
    bracketedAt,
    spans,
    0.9,
    (_, domain, top, _start, at) => spokenDot.test(domain) || (isTopLevel(top) && !/["']/.test(at)),
  );
  disguised(text, spokenAt, spans, 0.7, (local, domain, top, start, at) => {
    if (!isTopLevel(top) || verbs.test(local)) return false;
    if (!/^\s(?:at|4t)\s$/iu.test(at)) return true;
    // English says "at" and "dot": not at some point on the way.
    return (
      !/\spoint\s/iu.test(domain) &&
      (spokenDot.test(domain) || providers.test(domain) || /[\d._]/.test(local) || hints.test(before(text, start)))
    );
  });
}
