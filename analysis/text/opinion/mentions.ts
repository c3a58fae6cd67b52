import { tokenise } from '../tokens';
import { elidedLength, listedForm } from './lexicons';
import type { NamedTerms } from './term-list';

export interface NamedMention {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

interface Word {
  readonly form: string;
  readonly start: number;
  readonly end: number;
}

/** One form for singular and plural of English nouns; other languages as written, since their endings tell more than number. */
function mentionForm(term: string, language: string): string {
  if (language !== 'en' || term.length < 4) return listedForm(term, language);
  if (term.endsWith("'s")) return term.slice(0, -2);
  if (term.endsWith('ies')) return `${term.slice(0, -3)}y`;
  if (/(?:ss|us|is)$/.test(term)) return term;
  if (/(?:[sxz]|[cs]h)es$/.test(term)) return term.slice(0, -2);
  return term.endsWith('s') ? term.slice(0, -1) : term;
}

/** Words and hashtags of a post in the form in which mentions are compared. */
export function mentionWords(text: string, language: string): Word[] {
  const out: Word[] = [];
  for (const token of tokenise(text)) {
    if (token.kind !== 'word' && token.kind !== 'hashtag' && token.kind !== 'number') continue;
    const tag = token.kind === 'hashtag';
    const plain = (tag ? token.text.slice(1) : token.text).normalize('NFKC').toLowerCase().replaceAll('’', "'");
    out.push({
      form: mentionForm(plain, language),
      start: token.start + (tag ? 1 : elidedLength(token.text.toLowerCase().replaceAll('’', "'"), language)),
      end: token.start + token.text.length,
    });
  }
  return out;
}

/** And, so, with, like, for: written onto the word in Arabic, and no part of what is named. */
const proclitic = /^[وفبكل](?=..)/u;

/** Finds mentions of things by their terms; the longest term counts where several begin at one place. */
export class MentionFinder {
  readonly #language: string;
  readonly #byFirst = new Map<string, { readonly rest: readonly string[]; readonly name: string }[]>();

  constructor(things: readonly NamedTerms[], language: string) {
    this.#language = language;
    for (const { name, terms } of things) {
      for (const term of terms) {
        const [first, ...rest] = mentionWords(term, language).map((one) => one.form);
        if (first === undefined) continue;
        const list = this.#byFirst.get(first) ?? [];
        list.push({ rest, name });
        list.sort((a, b) => b.rest.length - a.rest.length);
        this.#byFirst.set(first, list);
      }
    }
  }

  /** In order, without overlap. O(words · terms that begin alike). */
  find(text: string): NamedMention[] {
    const words = mentionWords(text, this.#language);
    const found: NamedMention[] = [];
    for (let i = 0; i < words.length; i++) {
      const { form, start, end } = words[i]!;
      const beginning = (first: string) =>
        this.#byFirst.get(first)?.find(({ rest }) => rest.every((other, k) => words[i + 1 + k]?.form === other));
      const whole = beginning(form);
      // The form may have lost an article before it; then the letter is none of the prefix.
      const attached = !whole && this.#language === 'ar' && proclitic.test(form) && text[start] === form[0];
      const hit = attached ? beginning(form.slice(1)) : whole;
      if (!hit) continue;
      const last = i + hit.rest.length;
      found.push({ name: hit.name, start: attached ? start + 1 : start, end: last === i ? end : words[last]!.end });
      i = last;
    }
    return found;
  }
}
