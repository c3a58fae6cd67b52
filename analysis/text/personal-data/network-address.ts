import { matches } from './matches';
import type { SpanSet } from './span';

const byte = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const separator = '(?:\\.|\\[\\.\\]|\\(\\.\\))';
const ip4 = new RegExp(`(?<![\\d.])(?:${byte}${separator}){3}${byte}(?![\\d.]\\d|\\d)`, 'g');
// Not in square brackets behind a name: items[::2] of a programming language.
const ip6 =
  /(?<![\p{L}\p{N}:]|[\p{L}\p{N}_]\[)(?:[0-9a-f:]{1,38}:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:]{2,39})(?![\p{L}\p{N}:])/giu;

/** RFC 4291 §2.2: eight groups, or fewer around one `::`; an IPv4 address may stand for the last two. */
function isIp6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  let count = groups.length;
  if (groups.at(-1)?.includes('.')) {
    if (
      !groups
        .pop()!
        .split('.')
        .every((part) => Number(part) < 256)
    )
      return false;
    count++;
  }
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false;
  // A name such as `a::b` of a programming language has the form too; a digit or a single colon makes it an address.
  return halves.length === 2 ? count >= 1 && count <= 7 && /\d|[^:]:[^:]/.test(text) : count === 8;
}

/** IPv4, also with its dots in brackets, and IPv6. O(length). */
export function findNetworkAddresses(text: string, spans: SpanSet): void {
  if (text.includes(':')) {
    for (const found of matches(ip6, text))
      if (isIp6(found[0])) spans.add('ip', found.index, found.index + found[0].length, 1);
  }
  if (text.includes('.'))
    for (const found of matches(ip4, text)) spans.add('ip', found.index, found.index + found[0].length, 1);
}
