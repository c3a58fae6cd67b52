import { termsAndNumbersOf } from '../tokens';

/**
 * How a post relates to the first of its group: `copy`, the same words; `template`, the same but for one slot; `edit`, changed in
 * several places.
 */
export type DuplicateKind = 'copy' | 'template' | 'edit';

/** Words that a slot holds at most: a name, a place, an amount. */
const slotWords = 5;

/** Compares two texts word by word from both ends: what is left in the middle is the slot. O(length). */
export function duplicateKind(first: readonly string[], text: string): DuplicateKind {
  const terms = termsAndNumbersOf(text);
  const shorter = Math.min(first.length, terms.length);
  let head = 0;
  while (head < shorter && first[head] === terms[head]) head++;
  let tail = 0;
  while (tail < shorter - head && first[first.length - 1 - tail] === terms[terms.length - 1 - tail]) tail++;
  const slot = Math.max(first.length, terms.length) - head - tail;
  if (slot === 0) return 'copy';
  // A change at the very end or beginning is an edit unless something is replaced: a template has words in every slot.
  const replaced = first.length - head - tail > 0 && terms.length - head - tail > 0;
  return slot <= slotWords && replaced ? 'template' : 'edit';
}
