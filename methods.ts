/** The catalogue: every method of Assay. A new one is one file and one line here. */
import { agreement } from './analysis/learning/agreement';
import { textClusters } from './analysis/learning/clusters';
import { crossValidation } from './analysis/learning/cross-validation';
import { networkBetweenness } from './analysis/network/betweenness';
import { networkCommunities } from './analysis/network/communities/communities';
import { communityEvolution } from './analysis/network/communities/community-evolution';
import { networkDegree } from './analysis/network/degree';
import { networkExposure } from './analysis/network/groups/exposure';
import { networkHomophily } from './analysis/network/groups/homophily';
import { hashtagGraph, interactionGraph } from './analysis/network/interactions';
import { networkLayout } from './analysis/network/layout/layout';
import { networkModels } from './analysis/network/models/models';
import { networkPagerank } from './analysis/network/pagerank';
import { networkSigned } from './analysis/network/signed/signed';
import { networkTrust } from './analysis/network/signed/trust';
import { seriesActivity } from './analysis/series/activity';
import { seriesAnomalies } from './analysis/series/anomalies';
import { breakdown } from './analysis/statistics/breakdown';
import { hypotheses } from './analysis/statistics/hypotheses';
import { hashtagSurvival } from './analysis/survival/hashtags';
import { textBagOfWords } from './analysis/text/bag-of-words';
import { textClassifier, textClassify } from './analysis/text/classifier';
import { textDictionary } from './analysis/text/dictionary';
import { textLanguage } from './analysis/text/language';
import { textNearDuplicates } from './analysis/text/near-duplicates';
import { textNormalise } from './analysis/text/normalise';
import { textPii } from './analysis/text/pii';
import { textSentimentLexicon } from './analysis/text/sentiment-lexicon';
import { textTfidf } from './analysis/text/tfidf';
import { topicStability, topicsNmf } from './analysis/text/topics-nmf';
import type { Method } from './domain/method';
import { releaseTable } from './governance/release-table';

export const methods: readonly Method[] = [
  textNormalise,
  textLanguage,
  textPii,
  textNearDuplicates,
  textBagOfWords,
  textTfidf,
  textDictionary,
  interactionGraph,
  hashtagGraph,
  seriesActivity,
  textSentimentLexicon,
  textClassifier,
  textClassify,
  topicsNmf,
  textClusters,
  networkDegree,
  networkPagerank,
  networkBetweenness,
  networkCommunities,
  communityEvolution,
  networkHomophily,
  networkExposure,
  networkSigned,
  networkTrust,
  networkModels,
  networkLayout,
  seriesAnomalies,
  hashtagSurvival,
  breakdown,
  crossValidation,
  agreement,
  topicStability,
  hypotheses,
  releaseTable,
];

const byId = new Map(methods.map((method) => [method.id, method]));

export function methodOf(id: string): Method | undefined {
  return byId.get(id);
}
