import { tokenise } from '../tokens';
import { listedForm } from './lexicons';

/**
 * Cues for labels, by language; `*` holds for every language (emoji, hashtags). A list is words and phrases with commas between; `!`
 * before one says that it tells more than the others, `#` that it counts as a hashtag only.
 */
export type CueTable = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface Cue {
  readonly label: string;
  readonly weight: number;
  /** UTF-16 offsets in the post. */
  readonly start: number;
  readonly end: number;
}

/** A cue that tells more than others counts as so many. */
const strongWeight = 3;

interface Entry {
  readonly rest: readonly string[];
  readonly label: string;
  readonly weight: number;
}

interface Word {
  readonly term: string;
  readonly start: number;
  readonly end: number;
}

function fold(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text.toLowerCase();
  return text.normalize('NFKC').toLowerCase().replaceAll('’', "'");
}

/** Skin tones and variation selectors change the look of an emoji, not what it says. */
function plainEmoji(text: string): string {
  return text.replace(/[\u{1f3fb}-\u{1f3ff}\ufe0f]/gu, '');
}

function termsWithPlaces(text: string, language: string): Word[] {
  const out: Word[] = [];
  for (const token of tokenise(text)) {
    const end = token.start + token.text.length;
    const add = (term: string): number => out.push({ term, start: token.start, end });
    if (token.kind === 'word') add(listedForm(fold(token.text), language));
    else if (token.kind === 'hashtag') add(`#${listedForm(fold(token.text.slice(1)), language)}`);
    else if (token.kind === 'emoji') add(plainEmoji(token.text));
  }
  return out;
}

/** The cues of one language, ready to be looked for. */
export class CueList {
  readonly #byFirst = new Map<string, Entry[]>();

  constructor(table: CueTable, language: string) {
    for (const part of [table['*'], table[language]]) {
      for (const [label, list] of Object.entries(part ?? {}))
        for (const cue of list.split(',')) this.add(cue, label, language);
    }
  }

  /** Adds one cue; one that holds no term is left out. */
  add(cue: string, label: string, language: string): void {
    const text = cue.trim();
    const strong = text.startsWith('!');
    const terms = termsWithPlaces(strong ? text.slice(1) : text, language).map((one) => one.term);
    const [first, ...rest] = terms;
    if (first === undefined) return;
    const list = this.#byFirst.get(first);
    const entry = { rest, label, weight: strong ? strongWeight : 1 };
    if (list) list.push(entry);
    else this.#byFirst.set(first, [entry]);
  }

  /** The cues of a post, in order; words of a hashtag count as that word too. O(terms · cues that begin alike). */
  find(text: string, language: string): Cue[] {
    const words = termsWithPlaces(text, language);
    const found: Cue[] = [];
    for (let i = 0; i < words.length; i++) {
      const { term, start } = words[i]!;
      const forms = term.startsWith('#') ? [term, term.slice(1)] : [term];
      for (const form of forms) {
        for (const { rest, label, weight } of this.#byFirst.get(form) ?? []) {
          if (i + rest.length >= words.length || rest.some((one, k) => words[i + 1 + k]!.term !== one)) continue;
          found.push({ label, weight, start, end: words[i + rest.length]!.end });
        }
      }
    }
    return found;
  }
}

const lists = new WeakMap<CueTable, Map<string, CueList>>();

export function cuesOf(table: CueTable, language: string): CueList {
  let byLanguage = lists.get(table);
  if (!byLanguage) lists.set(table, (byLanguage = new Map()));
  let list = byLanguage.get(language);
  if (!list) byLanguage.set(language, (list = new CueList(table, language)));
  return list;
}

/** Softmax of what speaks for each label: conventional figures, to order posts by; not calibrated. */
export function cueProbabilities(support: Readonly<Record<string, number>>): Record<string, number> {
  const names = Object.keys(support);
  const most = Math.max(...names.map((name) => support[name]!));
  const powers = names.map((name) => Math.exp(support[name]! - most));
  const total = powers.reduce((a, b) => a + b, 0);
  return Object.fromEntries(names.map((name, k) => [name, Math.round((powers[k]! / total) * 1e4) / 1e4]));
}
