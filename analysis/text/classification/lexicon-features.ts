import { lexiconLanguages, primaryTag } from '../opinion/lexicons';
import { opinionScores, opinionTerms } from '../opinion/opinion-terms';
import { fromDense, type SparseMatrix } from '../../learning/sparse-matrix';
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

/** Three at the beginning of a word; what stands before is looked at only where there is one, since most letters are none. */
const capitals = /\p{Lu}(?<![\p{L}\p{N}]\p{Lu})\p{Lu}{2}/u;
const elongation = /(\p{L})\1\1/u;

/** Whether what may be a letter stands three times running: cheaper to ask than whether it is one. */
function hasTriple(text: string): boolean {
  for (let i = 2; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    // Of a letter beyond the first plane each half stands at every second place.
    if (unit > 64 && unit === text.charCodeAt(i - 2) && (unit === text.charCodeAt(i - 1) || unit >= 0xd800))
      return true;
  }
  return false;
}

/** Compound, positive and negative as VADER gives them; undefined where no lexicon knows the language. */
export function lexiconScores(
  text: string,
  language: string,
): Pick<VaderScores, 'compound' | 'positive' | 'negative'> | undefined {
  if (language === 'en' || language === 'und' || language === '') return vader(text);
  const tag = primaryTag(language);
  return lexiconLanguages.includes(tag) ? opinionScores(opinionTerms(text, tag)) : undefined;
}

/** The features of posts as rows. O(length). */
export function lexiconMatrix(text: readonly string[], language: readonly string[]): SparseMatrix {
  const row = new Float64Array(lexiconFeatures.length);
  return fromDense(
    text.map((one, i) => {
      row.fill(0);
      lexiconValues(one, language[i]!, row, 0);
      return Array.from(row);
    }),
  );
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
  out[at + 12] = hasTriple(text) && elongation.test(text) ? 1 : 0;
  out[at + 13] = text.includes('http') ? 1 : 0;
}
