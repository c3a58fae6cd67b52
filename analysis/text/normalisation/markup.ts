import { decodeHTML } from 'entities/decode';
import type { Edit, MappedText } from './mapped-text';

// Invisible characters that only disturb matching: soft hyphen, zero-width space, word joiner, byte order mark, bidirectional
// controls, C0/C1 controls but tab and line feed. Zero-width joiner and non-joiner stay: emoji and several scripts need them.
const invisible =
  /[\u00ad\u200b\u2060\ufeff\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f]+/gu;
const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const breakingTag = /<(?:br|\/p|\/div|\/li)\s*\/?>/gi;
const anyTag = /<\/?[a-z][a-z0-9]{0,15}(?:\s[^<>]{0,2000})?\/?>/gi;
const entity = /&#?[a-z0-9]{1,40};?/gi;
const printableAscii = /^[\x20-\x7e]*$/;

/** A character with its marks, or a run of Hangul: what composes stays together. */
const composing = /(?:[\u1100-\u11ff\uac00-\ud7ff]+|\P{M})\p{M}*|\p{M}+/gu;

export type UnicodeForm = 'NFC' | 'NFKC';

function compose(text: MappedText, form: UnicodeForm): void {
  const before = text.text;
  const wanted = before.normalize(form);
  if (wanted === before) return;
  const edits: Edit[] = [];
  let length = before.length;
  composing.lastIndex = 0;
  for (let match = composing.exec(before); match; match = composing.exec(before)) {
    const [cluster] = match;
    // ASCII stands for itself.
    if (cluster.length === 1 && cluster < '\u0080') continue;
    const composed = cluster.normalize(form);
    if (composed === cluster) continue;
    edits.push({ start: match.index, end: match.index + cluster.length, text: composed });
    length += composed.length - cluster.length;
  }
  if (length === wanted.length) text.edit(edits);
  // What composes over the bounds of a cluster: the text as a whole, without places.
  if (text.text !== wanted) text.edit([{ start: 0, end: text.text.length, text: wanted }]);
}

/** Unicode form, and lone surrogates and invisible characters dropped. O(length). */
export function makeVisible(text: MappedText, form: UnicodeForm, dropInvisible: boolean): void {
  if (printableAscii.test(text.text)) return;
  text.replace(loneSurrogate, () => '');
  if (dropInvisible) text.replace(invisible, () => '');
  compose(text, form);
}

/** HTML entities, each on its own. O(length). */
export function decodeEntities(text: MappedText): void {
  if (text.text.includes('&')) text.replace(entity, decodeHTML);
}

/** Tags inside tags are taken out so many times: beyond, it is no markup. */
const deepestNesting = 16;

/** HTML tags: those that break the line leave a space. O(length). */
export function dropTags(text: MappedText): void {
  let before = '';
  for (let pass = 0; pass < deepestNesting && text.text.includes('<') && before !== text.text; pass++) {
    before = text.text;
    text.replace(breakingTag, () => ' ');
    text.replace(anyTag, () => '');
  }
}

/** White space collapsed, none at the ends. O(length). */
export function collapseSpace(text: MappedText): void {
  if (!/[^\S ]|\u0085| {2}|^ | $/u.test(text.text)) return;
  const { length } = text.text;
  const edits = [];
  for (const match of text.text.matchAll(/[\s\u0085]+/gu)) {
    const end = match.index + match[0].length;
    const wanted = match.index === 0 || end === length ? '' : ' ';
    if (match[0] !== wanted) edits.push({ start: match.index, end, text: wanted });
  }
  text.edit(edits);
}
