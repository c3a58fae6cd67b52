import { lexiconLanguages, primaryTag } from '../opinion/lexicons';
import { opinionScores, opinionTerms } from '../opinion/opinion-terms';
import { vader, type VaderScores } from '../sentiment/vader';

/** What a lexicon and the manner of a post say, as features of a linear model. */
export const lexiconFeatures = [
  'lexicon positive',
  'lexicon negative',
  'lexicon share positive',
  'lexicon share negative',
  'lexicon silent',
  'lexicon very positive',
  'lexicon very negative',
  'lexicon somewhat positive',
  'lexicon somewhat negative',
  'exclamation mark',
  'question mark',
  'capitals',
  'elongation',
  'address',
] as const;

const capitals = /(?<![\p{L}\p{N}])\p{Lu}{3}/u;
const elongation = /(\p{L})\1\1/u;

/** Compound, positive and negative as VADER gives them; undefined where no lexicon knows the language. */
export function lexiconScores(
  text: string,
  language: string,
): Pick<VaderScores, 'compound' | 'positive' | 'negative'> | undefined {
  if (language === 'en' || language === 'und' || language === '') return vader(text);
  const tag = primaryTag(language);
  return lexiconLanguages.includes(tag) ? opinionScores(opinionTerms(text, tag)) : undefined;
}

/**
 * One post's features, each 0 to 1, into `out` from `at`. Where no lexicon knows the language its part stays 0, while marks and manner
 * count everywhere. O(length).
 */
export function lexiconValues(text: string, language: string, out: Float64Array, at: number): void {
  const scores = lexiconScores(text, language);
  if (scores) {
    const { compound, positive, negative } = scores;
    out[at] = Math.max(compound, 0);
    out[at + 1] = Math.max(-compound, 0);
    out[at + 2] = positive;
    out[at + 3] = negative;
    out[at + 4] = compound === 0 ? 1 : 0;
    out[at + 5] = compound > 0.6 ? 1 : 0;
    out[at + 6] = compound < -0.6 ? 1 : 0;
    out[at + 7] = compound > 0.3 && compound <= 0.6 ? 1 : 0;
    out[at + 8] = compound < -0.3 && compound >= -0.6 ? 1 : 0;
  }
  out[at + 9] = text.includes('!') ? 1 : 0;
  out[at + 10] = text.includes('?') ? 1 : 0;
  out[at + 11] = capitals.test(text) ? 1 : 0;
  out[at + 12] = elongation.test(text) ? 1 : 0;
  out[at + 13] = text.includes('http') ? 1 : 0;
}
