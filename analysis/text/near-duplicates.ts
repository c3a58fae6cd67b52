import { z } from 'zod';
import { defineMethod } from '../../domain/method';
import { fnv1a } from '../statistics/random';
import { termsOf } from './tokens';

/** Length of a signature. */
const hashes = 64;

/** Rows of a band: at Jaccard 0.8 four miss a pair with probability 0.0002; at 0.5 two, with 0.0001. */
function rowsOfBand(similarity: number): number {
  return similarity >= 0.7 ? 4 : 2;
}

/** Words of a shingle. Shorter posts are one shingle of all their words. */
const shingleWords = 3;

/** The set of a text's word shingles as sorted, distinct 32-bit hashes. */
export function shingles(text: string): Uint32Array {
  const terms = termsOf(text);
  if (terms.length === 0) return new Uint32Array(0);
  const words = Math.min(shingleWords, terms.length);
  const set = new Set<number>();
  for (let i = 0; i + words <= terms.length; i++) set.add(fnv1a(terms.slice(i, i + words).join(' ')));
  return Uint32Array.from(set).sort();
}

/** |A ∩ B| / |A ∪ B| of two sorted sets. */
export function jaccard(a: Uint32Array, b: Uint32Array): number {
  let i = 0;
  let j = 0;
  let both = 0;
  while (i < a.length && j < b.length) {
    const x = a[i]!;
    const y = b[j]!;
    if (x === y) {
      both++;
      i++;
      j++;
    } else if (x < y) i++;
    else j++;
  }
  const either = a.length + b.length - both;
  return either === 0 ? 1 : both / either;
}

function mix(value: number): number {
  let z = value;
  z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
  z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
  return (z ^ (z >>> 16)) >>> 0;
}

/** MinHash signature with one permutation per place (Broder 1997); the permutations are mixes of hash and place. */
function signature(set: Uint32Array): Uint32Array {
  const out = new Uint32Array(hashes).fill(0xffffffff);
  for (const element of set) {
    let state = mix(element);
    for (let h = 0; h < hashes; h++) {
      state = (Math.imul(state, 0x9e3779b1) + 0x7f4a7c15) >>> 0;
      const value = (state ^ (state >>> 15)) >>> 0;
      if (value < out[h]!) out[h] = value;
    }
  }
  return out;
}

/**
 * Groups texts whose shingle sets have Jaccard similarity of at least `similarity` with the group's first text, in order: MinHash
 * with banded locality-sensitive hashing proposes, an exact comparison decides. Returns for each text the index of its group's
 * first text, itself where it has none. Texts without words stand alone. O(n · words) expected.
 */
export function groupNearDuplicates(
  texts: readonly string[],
  similarity: number,
  progress: (fraction: number) => void = () => {},
): Int32Array {
  const bandRows = rowsOfBand(similarity);
  const first = new Int32Array(texts.length);
  const buckets = new Map<number, number[]>();
  const sets: Uint32Array[] = [];
  for (let i = 0; i < texts.length; i++) {
    const set = shingles(texts[i]!);
    sets.push(set);
    first[i] = i;
    if (i % 5000 === 0) progress(i / texts.length);
    if (set.length === 0) continue;
    const sign = signature(set);
    const keys: number[] = [];
    let match = -1;
    for (let band = 0; band < hashes / bandRows; band++) {
      let key = band + 1;
      for (let row = 0; row < bandRows; row++) key = Math.imul(key ^ sign[band * bandRows + row]!, 0x01000193);
      keys.push(key >>> 0);
      for (const candidate of buckets.get(key >>> 0) ?? []) {
        if ((match < 0 || candidate < match) && jaccard(sets[candidate]!, set) >= similarity) match = candidate;
      }
    }
    if (match >= 0) first[i] = match;
    else {
      // Only firsts are kept in the buckets: a flood of one template stays linear.
      for (const key of keys) {
        const bucket = buckets.get(key);
        if (bucket) bucket.push(i);
        else buckets.set(key, [i]);
      }
    }
  }
  return first;
}

export const textNearDuplicates = defineMethod({
  id: 'text/near-duplicates',
  version: 1,
  step: 'cleaning',
  title: 'Near duplicates',
  description:
    'Groups posts that are nearly the same text: copied, templated, lightly edited. Compare within one language; very short posts are alike by chance.',
  references: [
    'Broder 1997, On the resemblance and containment of documents',
    'Leskovec, Rajaraman & Ullman, Mining of Massive Datasets, ch. 3',
  ],
  parameters: z.object({ similarity: z.number().min(0.5).max(1).default(0.8) }).strict(),
  inputs: { posts: 'posts' },
  output: 'post-table',
  individuals: false,
  run({ posts }, { similarity }, context) {
    const group = groupNearDuplicates(posts.text, similarity, context.progress);
    const sizes = new Map<number, number>();
    for (const one of group) sizes.set(one, (sizes.get(one) ?? 0) + 1);
    const groups = [...sizes.values()].filter((size) => size > 1);
    return {
      kind: 'post-table',
      columns: { group },
      about: { summary: { posts: posts.count, groups: groups.length, inGroups: groups.reduce((a, b) => a + b, 0) } },
    };
  },
});
