import { matches } from './matches';
import type { SpanSet } from './span';

const at =
  /(?<![\p{L}\p{N}_/]|[\p{L}\p{N}]\.)@[\p{L}\p{M}\p{N}_]{1,50}(?:-[\p{L}\p{N}_]{1,50}){0,5}(?:\.[\p{L}\p{N}_-]{1,63}){0,8}(?:@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8})?/gu;
const reddit = /(?<![\p{L}\p{N}_/])\/?u\/[\p{L}\p{N}_-]{3,20}(?![\p{L}\p{N}_])/giu;
const telegram = /(?<![\p{L}\p{N}_./-])(?:t|telegram)\.me\/[a-z0-9_+]{3,40}/giu;
const discord = /(?<![\p{L}\p{N}_#.])[\p{L}\p{N}_.]{2,32}#\d{4}(?![\p{L}\p{N}_])/gu;
const named =
  /(?<![\p{L}\p{N}_])(?:instagram|insta|ig|snapchat|snap|telegram|tg|discord|twitter|tiktok|kik|skype|psn|twitch)\s?[:=]\s?([a-z0-9_][a-z0-9_.-]{2,31})/giu;

/**
 * Accounts: `@user` of X, Instagram, TikTok, Bluesky and others, `@user@host` of the fediverse, `u/user` of Reddit, `t.me/user` of
 * Telegram, `user#1234` of Discord, and what follows the name of a platform and a colon. O(length).
 */
export function findMentions(text: string, spans: SpanSet): void {
  if (text.includes('@')) {
    for (const found of matches(at, text)) {
      // An underscore may end a handle, a hyphen may not.
      let end = found.index + found[0].length;
      while (text[end - 1] === '-') end--;
      spans.add('mention', found.index, end, 1);
    }
  }
  if (text.includes('/')) {
    for (const found of matches(reddit, text)) spans.add('mention', found.index, found.index + found[0].length, 1);
    for (const found of matches(telegram, text)) spans.add('mention', found.index, found.index + found[0].length, 1);
  }
  if (/#\d{4}/.test(text)) {
    for (const found of matches(discord, text))
      if (/\p{L}/u.test(found[0])) spans.add('mention', found.index, found.index + found[0].length, 0.9);
  }
  if (text.includes(':') || text.includes('=')) {
    for (const found of matches(named, text)) {
      let end = found.index + found[0].length;
      while (text[end - 1] === '.' || text[end - 1] === '-') end--;
      spans.add('mention', found.index + found[0].length - found[1]!.length, end, 0.7);
    }
  }
}
