import { decodeHTML } from 'entities';
import { z } from 'zod';
import { defineMethod } from '../../domain/method';

// Invisible characters that only disturb matching: soft hyphen, zero-width space, word joiner, byte order mark, bidirectional
// controls, C0/C1 controls but tab and line feed. Zero-width joiner and non-joiner stay: emoji and several scripts need them.
const invisible =
  /[\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f]/gu;
const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const breakingTag = /<(?:br|\/p|\/div|\/li)\s*\/?>/gi;
const anyTag = /<\/?[a-z][a-z0-9]{0,15}(?:\s[^<>]{0,2000})?\/?>/gi;

function visible(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) ? text : text.replace(loneSurrogate, '').replace(invisible, '').normalize('NFC');
}

/**
 * Text as people read it: HTML tags and entities resolved, Unicode NFC, invisible characters and lone surrogates gone, white
 * space collapsed; emoji, case and punctuation kept. Doing it twice changes nothing more unless entities were escaped twice.
 * O(length).
 *
 * @example
 * normalise('Caf&eacute;&nbsp;&amp; bar<br>open\u200b') // 'Café & bar open'
 */
export function normalise(raw: string): string {
  let text = visible(raw);
  // Entities first: what they hide, a tag or an invisible character, is then seen like the rest.
  if (text.includes('&')) text = visible(decodeHTML(text));
  for (let before = ''; text.includes('<') && before !== text; ) {
    before = text;
    text = text.replace(breakingTag, ' ').replace(anyTag, '');
  }
  return text.replace(/[\s\u0085]+/gu, ' ').trim();
}

export const textNormalise = defineMethod({
  id: 'text/normalise',
  version: 1,
  step: 'cleaning',
  title: 'Text normalisation',
  description:
    'Resolves HTML, composes Unicode (NFC), removes invisible characters and collapses white space; emoji stay. Runs before everything else, so that equal posts look equal.',
  references: ['Unicode Standard Annex #15, Unicode Normalization Forms'],
  parameters: z.object({}).strict(),
  inputs: { posts: 'posts' },
  output: 'post-table',
  individuals: false,
  perPost: true,
  run({ posts }) {
    const text = posts.text.map(normalise);
    const changed = text.reduce((sum, one, i) => sum + (one === posts.text[i] ? 0 : 1), 0);
    return { kind: 'post-table', columns: { text }, about: { summary: { posts: posts.count, changed } } };
  },
});
