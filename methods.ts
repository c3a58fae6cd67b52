/** The catalogue: every method of Assay. A new one is one file and one line here. */
import { agreement } from './analysis/learning/agreement';
import { textClusters } from './analysis/learning/clusters';
import { crossValidation } from './analysis/learning/cross-validation';
import { networkAdoption } from './analysis/network/adoption/adoption';
import { networkBetweenness } from './analysis/network/betweenness';
import { networkBuild } from './analysis/network/build/build';
import { networkCascades } from './analysis/network/cascades/cascades';
import { networkCommunities } from './analysis/network/communities';
import { networkCoordination } from './analysis/network/coordination/coordination';
import { networkDegree } from './analysis/network/degree';
import { hashtagGraph, interactionGraph } from './analysis/network/interactions';
import { networkDiffusion } from './analysis/network/diffusion/diffusion';
import { networkInfluence } from './analysis/network/influence/influence';
import { networkLinks } from './analysis/network/links/links';
import { networkPagerank } from './analysis/network/pagerank';
import { networkSpam } from './analysis/network/spam/spam';
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
  networkBuild,
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
  networkCascades,
  networkDiffusion,
  networkInfluence,
  networkAdoption,
  networkLinks,
  networkCoordination,
  networkSpam,
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
