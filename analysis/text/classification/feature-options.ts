export interface FeatureOptions {
  readonly features: 'words' | 'characters' | 'both';
  /** Shortest and longest run of words. */
  readonly words: readonly [number, number];
  /** Shortest and longest run of characters within a word and its ends. */
  readonly characters: readonly [number, number];
  readonly minimumDocuments: number;
  /** Weight by rarity. Good for topics; where everyday words decide, as in sentiment, plain counts are better. */
  readonly idf: boolean;
  /** Lexicon and manner among the features. */
  readonly lexicon: boolean;
  /** Prefix each word with the post's language, so that "die" is not one word in two languages. */
  readonly byLanguage: boolean;
  /** Whether an address counts. Those who share posts often take them out, so that one says more of the source than of the post. */
  readonly addresses: boolean;
}

/** One kind of term: what the columns are and how they weigh. */
export interface TermBlock {
  readonly kind: 'words' | 'characters';
  /** Hash of the term of each column. */
  readonly low: Int32Array;
  readonly high: Int32Array;
  readonly weight: Float64Array;
}
