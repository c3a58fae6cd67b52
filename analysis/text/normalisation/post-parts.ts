import { vaderEmoji } from '../sentiment/lexicons/vader-emoji';
import { TokenScanner } from '../tokens';
import type { Edit, MappedText } from './mapped-text';

export interface PartOptions {
  readonly urls: 'keep' | 'mark' | 'remove';
  readonly mentions: 'keep' | 'mark' | 'remove';
  readonly emoji: 'keep' | 'describe' | 'remove';
  readonly hashtags: 'keep' | 'split' | 'remove';
  readonly elongation: boolean;
}

let emojiNames: Map<string, string> | undefined;

function readEmojiNames(): Map<string, string> {
  return new Map(vaderEmoji.split('\n').map((line) => line.split('\t') as [string, string]));
}

/** A letter three times or more; twice is ordinary spelling. */
const elongated = /(\p{L}\p{M}*)\1{2,}/gu;

/** Where a hashtag's words meet: lower to upper case, the last of several capitals, letters and digits, underscores. */
const seams =
  /_+|(?<=[\p{Ll}\p{Lo}\p{M}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})|(?<=[\p{L}\p{M}])(?=\p{N})|(?<=\p{N})(?=\p{L})/gu;

/**
 * A hashtag as the words that it is made of, lower case; without a dictionary, so that a tag in one case stays one word.
 *
 * @example
 * splitHashtag('#ThisIsCool') // 'this is cool'
 */
export function splitHashtag(tag: string): string {
  return tag
    .replace(/^[#＃]/, '')
    .split(seams)
    .filter((word) => word !== '')
    .join(' ')
    .toLowerCase();
}

/** The first letter of each run is kept with one more. O(length). */
export function shortenElongation(word: string): string {
  return word.replace(elongated, '$1$1');
}

/** The name of an emoji with its modifiers left out, or null where none is known. */
function emojiName(emoji: string): string | null {
  emojiNames ??= readEmojiNames();
  return emojiNames.get(emoji) ?? emojiNames.get(String.fromCodePoint(emoji.codePointAt(0)!)) ?? null;
}

const scanner = new TokenScanner();

function partText(text: string, options: PartOptions): string {
  const part = text.slice(scanner.start, scanner.end);
  switch (scanner.kind) {
    case 'url':
      return options.urls === 'keep' ? part : options.urls === 'mark' ? '[url]' : '';
    case 'mention':
      return options.mentions === 'keep' ? part : options.mentions === 'mark' ? '@user' : '';
    case 'hashtag':
      return options.hashtags === 'keep' ? part : options.hashtags === 'split' ? splitHashtag(part) : '';
    case 'emoji': {
      if (options.emoji === 'keep') return part;
      if (options.emoji === 'remove') return '';
      const name = emojiName(part);
      return name === null ? part : ` ${name} `;
    }
    case 'word':
      return options.elongation ? shortenElongation(part) : part;
    default:
      return part;
  }
}

/** Treats links, accounts, hashtags, emoji and stretched words as the options say. O(length). */
export function treatParts(text: MappedText, options: PartOptions): void {
  const edits: Edit[] = [];
  scanner.read(text.text);
  let previous = -1;
  while (scanner.next()) {
    const { start, end, kind } = scanner;
    const touches = previous === start;
    previous = end;
    if (kind === 'word' && (!options.elongation || end - start < 3)) continue;
    let wanted = partText(text.text, options);
    // Two hashtags without a space between them must not become one word.
    if (touches && kind === 'hashtag' && options.hashtags === 'split') wanted = ` ${wanted}`;
    if (wanted !== text.text.slice(start, end)) edits.push({ start, end, text: wanted });
  }
  text.edit(edits);
}
