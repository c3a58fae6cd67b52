import { NgramHashes } from './ngram-hashes';
import { profileData } from './profile-data';

/** The tables, by n-gram: open addressing leads from its hash to the number of its row plus one. */
interface Tables {
  readonly slots: Int32Array;
  readonly hashes: Int32Array;
  readonly from: Int32Array;
  readonly profile: Uint8Array;
  readonly weight: Uint8Array;
}

const slotBits = 19;

function slotOf(hash: number): number {
  return Math.imul(hash, 0x9e3779b1) >>> (32 - slotBits);
}

function unpack(): Tables {
  const { rows, weights } = profileData;
  const bytes = Buffer.from(profileData.packed, 'base64');
  const tables = {
    slots: new Int32Array(1 << slotBits),
    hashes: new Int32Array(rows),
    from: new Int32Array(rows + 1),
    profile: new Uint8Array(weights),
    weight: new Uint8Array(weights),
  };
  let at = 0;
  let hash = 0;
  let count = 0;
  for (let row = 0; row < rows; row++) {
    let byte = bytes[at++]!;
    let gap = byte & 0x7f;
    for (let shift = 7; byte > 0x7f; shift += 7) {
      byte = bytes[at++]!;
      gap |= (byte & 0x7f) << shift;
    }
    hash += gap;
    tables.hashes[row] = hash;
    let slot = slotOf(hash);
    while (tables.slots[slot] !== 0) slot = (slot + 1) & ((1 << slotBits) - 1);
    tables.slots[slot] = row + 1;
    for (let left = bytes[at++]!; left > 0; left--) {
      tables.profile[count] = bytes[at++]!;
      tables.weight[count++] = bytes[at++]!;
    }
    tables.from[row + 1] = count;
  }
  return tables;
}

/**
 * Naive Bayes over the 2,000 most frequent n-grams of four letters of each language, for languages that the other two models do not
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
    const { slots, hashes, from, profile, weight } = (this.#tables ??= unpack());
    const sums = this.#sums;
    sums.fill(0);
    let known = false;
    this.#ngrams.read(words, start, end);
    for (let i = 0; i < this.#ngrams.count; i++) {
      const hash = this.#ngrams.hashes[i]!;
      let slot = slotOf(hash);
      for (let row = slots[slot]! - 1; row >= 0; row = slots[slot]! - 1) {
        if (hashes[row] === hash) {
          known = true;
          for (let k = from[row]!; k < from[row + 1]!; k++) sums[profile[k]!]! += weight[k]!;
          break;
        }
        slot = (slot + 1) & ((1 << slotBits) - 1);
      }
    }
    if (!known) return '';
    for (let k = 0; k < sums.length; k++) sums[k]! += profileData.absent[k]! * this.#ngrams.count;
    let best = 0;
    for (let k = 1; k < sums.length; k++) if (sums[k]! > sums[best]!) best = k;
    return this.#profiles[best]!;
  }

  /** Score of a language for the words that were classified last; 0 where it has no profile. */
  score(language: string): number {
    let most = 0;
    for (const k of this.#places.get(language) ?? []) most = Math.max(most, this.#sums[k]!);
    return most;
  }
}
