import { tokenise } from './tokens';

/** Marks behind a link that are the sentence's. Looked for at the first of a run only, so that the cost stays linear. */
const closingMarks = /(?<![.,;:!?)\]'"])[.,;:!?)\]'"]+$/u;

/** What a post's text addresses and carries, for sources that state it nowhere else. */
export function textEdges(text: string): {
  readonly mentions: string[];
  readonly hashtags: string[];
  readonly urls: string[];
  readonly repostOf: string | null;
} {
  const mentions: string[] = [];
  const hashtags: string[] = [];
  const urls: string[] = [];
  for (const token of tokenise(text)) {
    if (token.kind === 'mention') mentions.push(token.text.slice(1));
    else if (token.kind === 'hashtag') hashtags.push(token.text.slice(1));
    else if (token.kind === 'url') urls.push(token.text.replace(closingMarks, ''));
  }
  return { mentions, hashtags, urls, repostOf: /^RT @([\p{L}\p{N}_]+)/u.exec(text)?.[1] ?? null };
}
