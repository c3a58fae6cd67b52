import { hashBits, NgramHashes } from './ngram-hashes';
import { profileData } from './profile-data';

/** The tables, by n-gram: rows stand in the order of their hashes, whose high bits lead to the first of a few. */
interface Tables {
  /** By the high bits of a hash: the first row that has them or higher ones. */
  readonly first: Int32Array;
  /** By row: the other bits of its hash, and above them where its entries begin. One look in memory for both. */
  readonly rows: Int32Array;
  /** A weight in the high byte, its profile in the low one. */
  readonly entries: Uint16Array;
}

const lowBits = 6;
const lowMask = (1 << lowBits) - 1;
const buckets = 1 << (hashBits - lowBits);

function unpack(): Tables {
  const { rows, weights } = profileData;
  const bytes = Buffer.from(profileData.packed, 'base64');
  const tables = {
    first: new Int32Array(buckets + 1),
    rows: new Int32Array(rows + 1),
    entries: new Uint16Array(weights),
  };
  let at = 0;
  let hash = 0;
  let count = 0;
  let bucket = 0;
  for (let row = 0; row < rows; row++) {
    let byte = bytes[at++]!;
    let gap = byte & 0x7f;
    for (let shift = 7; byte > 0x7f; shift += 7) {
      byte = bytes[at++]!;
      gap |= (byte & 0x7f) << shift;
    }
    hash += gap;
    while (bucket < hash >> lowBits) tables.first[++bucket] = row;
    tables.rows[row] = (count << lowBits) | (hash & lowMask);
    for (let left = bytes[at++]!; left > 0; left--) {
      tables.entries[count++] = bytes[at]! | (bytes[at + 1]! << 8);
      at += 2;
    }
  }
  tables.rows[rows] = count << lowBits;
  while (bucket < buckets) tables.first[++bucket] = rows;
  return tables;
}

/**
 * Naive Bayes over the 5,000 most frequent n-grams of five letters of each language, for languages that the other two models do not
 * know or take for another. A language that is written in two scripts has two profiles. Scores are log-likelihoods above that of text
 * whose n-grams a language does not know, in sixteenths of a nat; n-grams overlap, so they overstate.
 *
 * Cavnar & Trenkle 1994, N-gram-based text categorization; Lui & Baldwin 2011, Cross-domain feature selection for language identification.
 */
export class ProfileModel {
  /** ISO 639-1, else 639-3. */
  readonly #profiles: readonly string[] = profileData.profiles.split(' ');
  readonly #places = new Map<string, number[]>();
  /** Unpacked when first asked: most posts need no third opinion. */
  #tables: Tables | undefined;
  readonly #sums = new Int32Array(this.#profiles.length);
  readonly #ngrams = new NgramHashes();
  #lead = 0;

  constructor() {
    this.#profiles.forEach((language, k) => {
      this.#places.set(language, [...(this.#places.get(language) ?? []), k]);
    });
  }

  get languages(): ReadonlySet<string> {
    return new Set(this.#profiles);
  }

  /** The likeliest language of words parted by spaces, `''` where it knows none of their n-grams. O(length), at most 400 units are read. */
  classify(words: Uint16Array, start: number, end: number): string {
    const { first, rows, entries } = (this.#tables ??= unpack());
    const sums = this.#sums;
    sums.fill(0);
    let known = false;
    this.#ngrams.read(words, start, end);
    const { hashes, count } = this.#ngrams;
    for (let i = 0; i < count; i++) {
      const bucket = hashes[i]! >> lowBits;
      const low = hashes[i]! & lowMask;
      const last = first[bucket + 1]!;
      for (let row = first[bucket]!; row < last; row++) {
        if ((rows[row]! & lowMask) !== low) continue;
        known = true;
        const to = rows[row + 1]! >> lowBits;
        for (let k = rows[row]! >> lowBits; k < to; k++) sums[entries[k]! & 0xff]! += entries[k]! >> 8;
        break;
      }
    }
    this.#lead = 0;
    if (!known) return '';
    for (let k = 0; k < sums.length; k++) sums[k]! += profileData.absent[k]! * this.#ngrams.count;
    let best = 0;
    let next = 0;
    for (let k = 1; k < sums.length; k++) {
      if (sums[k]! > sums[best]!) {
        next = sums[best]!;
        best = k;
      } else if (sums[k]! > next) next = sums[k]!;
    }
    this.#lead = sums[best]! - next;
    return this.#profiles[best]!;
  }

  /** Score of the likeliest language above the next profile's, for the words that were classified last. */
  get lead(): number {
    return this.#lead;
  }

  /** Score of a language for the words that were classified last; 0 where it has no profile. */
  score(language: string): number {
    let most = 0;
    for (const k of this.#places.get(language) ?? []) most = Math.max(most, this.#sums[k]!);
    return most;
  }
}
