import { isSureTopLevel, isTopLevel } from './domain-names';
import { matches } from './matches';
import type { SpanSet } from './span';

const schemed = /(?:h(?:tt|xx)ps?:\/\/|ftp:\/\/|www\.)[^\s<>"“”„«»،؛؟]+/giu;
const bare =
  /(?<![\p{L}\p{N}_@./-])[a-z0-9](?:[a-z0-9-]{0,62}\.){1,4}([a-z]{2,24})(?![\p{L}\p{N}_@])(\/[^\s<>"“”„«»،؛؟]{0,2000})?/giu;
/** No domain is without a full stop between two of these; most posts have none. */
const dotInside = /[^ ]\.[^ .]/;
const closing = new Set('.,;:!?)]}\'"…»”’');

function times(text: string, mark: string): number {
  return text.split(mark).length - 1;
}

const openings: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** Where a link ends that was read up to a space: closing punctuation belongs to the sentence, a bracket that the link opened to the link. */
function endOfLink(text: string, start: number, end: number): number {
  const surplus = new Map<string, number>();
  let at = end;
  for (; at > start && closing.has(text[at - 1]!); at--) {
    const mark = text[at - 1]!;
    const opening = openings[mark];
    if (opening === undefined) continue;
    const left = surplus.get(mark) ?? times(text.slice(start, end), mark) - times(text.slice(start, end), opening);
    if (left <= 0) break;
    surplus.set(mark, left - 1);
  }
  return at;
}

/** Links with a scheme or `www.`. O(length). */
export function findLinks(text: string, spans: SpanSet): void {
  for (const found of matches(schemed, text)) {
    const end = endOfLink(text, found.index, found.index + found[0].length);
    if (end - found.index > 4) spans.add('url', found.index, end, 1);
  }
}

/** Domains that stand alone, as in `see example.org/page`. */
export function findBareDomains(text: string, spans: SpanSet): void {
  if (!dotInside.test(text)) return;
  for (const found of matches(bare, text)) {
    const [whole, top, path] = found;
    const known = path ? isTopLevel(top!) : isSureTopLevel(top!) && top === top!.toLowerCase();
    if (!known || !/[a-z]/i.test(whole.slice(0, whole.indexOf('.')))) continue;
    spans.add('url', found.index, endOfLink(text, found.index, found.index + whole.length), path ? 0.9 : 0.7);
  }
}
