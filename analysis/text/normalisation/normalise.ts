import { MappedText } from './mapped-text';
import { collapseSpace, decodeEntities, dropTags, makeVisible } from './markup';
import { type PartOptions, treatParts } from './post-parts';

export interface NormaliseOptions extends PartOptions {
  readonly html: boolean;
  readonly unicode: 'NFC' | 'NFKC';
  readonly invisible: boolean;
}

/** What cleaning does: nothing that loses a word, a link or an emoji. */
const careful: NormaliseOptions = {
  html: true,
  unicode: 'NFC',
  invisible: true,
  urls: 'keep',
  mentions: 'keep',
  emoji: 'keep',
  hashtags: 'keep',
  elongation: false,
};

const nothingToDo = /^(?! )(?:[!-%'-;=?-~]| (?! |$))*$/;

/** The same with the way back: which part of the original each part of the normalised text stands for. O(length). */
export function normaliseMapped(raw: string, options: NormaliseOptions): MappedText {
  const text = new MappedText(raw);
  makeVisible(text, options.unicode, options.invisible);
  if (options.html) {
    // Entities first: what they hide, a tag or an invisible character, is then seen like the rest.
    if (text.text.includes('&')) {
      decodeEntities(text);
      makeVisible(text, options.unicode, options.invisible);
    }
    dropTags(text);
  }
  const { urls, mentions, emoji, hashtags, elongation } = options;
  const all = urls === 'keep' && mentions === 'keep' && emoji === 'keep' && hashtags === 'keep' && !elongation;
  if (!all) treatParts(text, options);
  collapseSpace(text);
  return text;
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
  return nothingToDo.test(raw) ? raw : normaliseMapped(raw, careful).text;
}
