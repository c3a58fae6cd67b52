import type { FeatureOptions } from '../../../../analysis/text/classification/feature-options';

/** Features of every kind, from the first post that has them. */
export const everyFeature: FeatureOptions = {
  features: 'both',
  words: [1, 2],
  characters: [2, 4],
  minimumDocuments: 1,
  idf: true,
  lexicon: true,
  byLanguage: false,
  addresses: true,
};
