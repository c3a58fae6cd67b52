/** The catalogue: every method of Assay. A new one is one file and one line here. */
import { agreement } from './analysis/learning/agreement';
import { textClusters } from './analysis/learning/clustering/text-clusters';
import { crossValidation } from './analysis/learning/cross-validation';
import { networkAdoption } from './analysis/network/adoption/adoption';
import { networkBetweenness } from './analysis/network/betweenness';
import { networkCloseness } from './analysis/network/centrality/closeness';
import { networkEigenvector } from './analysis/network/centrality/eigenvector';
import { networkHits } from './analysis/network/centrality/hits';
import { networkKatz } from './analysis/network/centrality/katz';
import { networkCommunities } from './analysis/network/communities/communities';
import { networkBuild } from './analysis/network/build/build';
import { networkCascades } from './analysis/network/cascades/cascades';
import { networkCoordination } from './analysis/network/coordination/coordination';
import { communityEvolution } from './analysis/network/communities/community-evolution';
import { networkDegree } from './analysis/network/degree';
import { networkExposure } from './analysis/network/groups/exposure';
import { networkHomophily } from './analysis/network/groups/homophily';
import { hashtagGraph, interactionGraph } from './analysis/network/build/interactions';
import { networkLayout } from './analysis/network/layout/layout';
import { networkModels } from './analysis/network/models/models';
import { networkSigned } from './analysis/network/signed/signed';
import { networkTrust } from './analysis/network/signed/trust';
import { networkOpinions } from './analysis/network/groups/opinions';
import { networkDiffusion } from './analysis/network/diffusion/diffusion';
import { networkInfluence } from './analysis/network/influence/influence';
import { networkLinks } from './analysis/network/links/links';
import { networkPagerank } from './analysis/network/pagerank';
import { networkBridging } from './analysis/network/position/bridging';
import { networkConstraint } from './analysis/network/position/constraint';
import { networkSimilarity } from './analysis/network/position/similarity';
import { networkAssortativity } from './analysis/network/structure/assortativity';
import { networkCore } from './analysis/network/structure/core';
import { networkSummary } from './analysis/network/structure/summary';
import { networkSpam } from './analysis/network/spam/spam';
import { seriesActivity } from './analysis/series/activity';
import { seriesAnomalies } from './analysis/series/anomalies';
import { breakdown } from './analysis/statistics/breakdown';
import { hypotheses } from './analysis/statistics/hypotheses';
import { hashtagSurvival } from './analysis/survival/hashtags';
import { textAnnotate } from './analysis/text/annotation/annotate';
import { textBagOfWords } from './analysis/text/terms/bag-of-words';
import { textClassify } from './analysis/text/classification/classify';
import { textExplain } from './analysis/text/classification/explain';
import { textSentiment } from './analysis/text/classification/sentiment';
import { textClassifier } from './analysis/text/classification/classifier';
import { textDictionary } from './analysis/text/terms/dictionary';
import { textEntities } from './analysis/text/names/entities';
import { textKeywords } from './analysis/text/keyness/keywords';
import { textEmbeddings } from './analysis/text/embeddings/text-embeddings';
import { textLanguage } from './analysis/text/languages/language';
import { textNearDuplicates } from './analysis/text/duplicates/near-duplicates';
import { textNormalise } from './analysis/text/normalisation/text-normalise';
import { textAspects } from './analysis/text/opinion/aspects';
import { textEmotion } from './analysis/text/opinion/emotion';
import { textSarcasm } from './analysis/text/opinion/sarcasm';
import { textStance } from './analysis/text/opinion/stance';
import { textToxicity } from './analysis/text/opinion/toxicity';
import { textPii } from './analysis/text/personal-data/pii';
import { textSearch } from './analysis/text/retrieval/search';
import { textSentimentLexicon } from './analysis/text/sentiment/sentiment-lexicon';
import { textTfidf } from './analysis/text/terms/tfidf';
import { topicStability } from './analysis/text/topics/topic-stability';
import { topicsClusters } from './analysis/text/topics/topics-clusters';
import { topicsLda } from './analysis/text/topics/topics-lda';
import { topicsNmf } from './analysis/text/topics/topics-nmf';
import type { Method } from './domain/method';
import { releaseTable } from './governance/release-table';

export const methods: readonly Method[] = [
  textNormalise,
  textLanguage,
  textPii,
  textNearDuplicates,
  textSearch,
  textKeywords,
  textEntities,
  textBagOfWords,
  textTfidf,
  textDictionary,
  textEmbeddings,
  interactionGraph,
  hashtagGraph,
  networkBuild,
  seriesActivity,
  textSentimentLexicon,
  textEmotion,
  textStance,
  textToxicity,
  textSarcasm,
  textAspects,
  textClassifier,
  textClassify,
  textSentiment,
  topicsLda,
  textExplain,
  topicsNmf,
  topicsClusters,
  textClusters,
  networkSummary,
  networkDegree,
  networkPagerank,
  networkBetweenness,
  networkCloseness,
  networkEigenvector,
  networkKatz,
  networkHits,
  networkCore,
  networkConstraint,
  networkBridging,
  networkSimilarity,
  networkAssortativity,
  networkCommunities,
  communityEvolution,
  networkHomophily,
  networkExposure,
  networkSigned,
  networkTrust,
  networkModels,
  networkLayout,
  networkOpinions,
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
  textAnnotate,
  topicStability,
  hypotheses,
  releaseTable,
];

const byId = new Map(methods.map((method) => [method.id, method]));

export function methodOf(id: string): Method | undefined {
  return byId.get(id);
}
