/** Shortest and longest sequence of letters (Bojanowski et al. 2017 take 3 to 6). */
const lengths = [3, 5] as const;

/** Sequences of letters of a word between its ends, each once. */
export function subwordsOf(word: string): string[] {
  const framed = `<${word}>`;
  const found = new Set<string>();
  for (let size = lengths[0]; size <= lengths[1]; size++)
    for (let i = 0; i + size <= framed.length; i++) found.add(framed.slice(i, i + size));
  return [...found];
}

/**
 * Vectors of sequences of letters: the mean of the words that hold them, for words that are rare or were never seen (a bag of
 * subwords, as Zhao, Mudgal & Liang 2018, doi:10.18653/v1/D18-1059, but averaged rather than fitted).
 */
export class Subwords {
  readonly #place = new Map<string, number>();
  readonly #sums: Float32Array;
  readonly #words: Int32Array;
  readonly #dimensions: number;
  readonly #known: number;

  constructor(vocabulary: readonly string[], vectors: Float32Array, dimensions: number) {
    this.#dimensions = dimensions;
    this.#known = vocabulary.length;
    for (const word of vocabulary)
      for (const part of subwordsOf(word)) if (!this.#place.has(part)) this.#place.set(part, this.#place.size);
    this.#sums = new Float32Array(this.#place.size * dimensions);
    this.#words = new Int32Array(this.#place.size);
    vocabulary.forEach((word, i) => {
      for (const part of subwordsOf(word)) {
        const at = this.#place.get(part)!;
        this.#words[at]!++;
        for (let c = 0; c < dimensions; c++) this.#sums[at * dimensions + c]! += vectors[i * dimensions + c]!;
      }
    });
  }

  /** Adds the word's vector from its letters to `out`, times `weight`: rarer sequences count more. False where none is known. */
  add(word: string, out: Float64Array, weight: number): boolean {
    const parts: [number, number][] = [];
    let total = 0;
    for (const part of subwordsOf(word)) {
      const at = this.#place.get(part);
      if (at === undefined) continue;
      const rarity = Math.log(this.#known / this.#words[at]!) + 1e-9;
      parts.push([at, rarity]);
      total += rarity;
    }
    for (const [at, rarity] of parts) {
      const scale = (weight * rarity) / (total * this.#words[at]!);
      for (let c = 0; c < this.#dimensions; c++) out[c]! += scale * this.#sums[at * this.#dimensions + c]!;
    }
    return parts.length > 0;
  }
}
