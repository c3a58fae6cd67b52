import type { Method } from './domain/method';

/** The catalogue: every method by its id, and the file that holds it. A new one is one file and one line here. */
const files: Readonly<Record<string, string>> = {
  'text/normalise': 'analysis/text/normalisation/text-normalise',
  'text/language': 'analysis/text/languages/language',
  'text/pii': 'analysis/text/personal-data/pii',
  'text/near-duplicates': 'analysis/text/duplicates/near-duplicates',
  'text/search': 'analysis/text/retrieval/search',
  'text/keywords': 'analysis/text/keyness/keywords',
  'text/entities': 'analysis/text/names/entities',
  'text/bag-of-words': 'analysis/text/terms/bag-of-words',
  'text/tfidf': 'analysis/text/terms/tfidf',
  'text/dictionary': 'analysis/text/terms/dictionary',
  'text/embeddings': 'analysis/text/embeddings/text-embeddings',
  'network/interactions': 'analysis/network/build/interactions',
  'network/hashtags': 'analysis/network/build/interactions',
  'network/build': 'analysis/network/build/build',
  'series/activity': 'analysis/series/activity',
  'text/sentiment-lexicon': 'analysis/text/sentiment/sentiment-lexicon',
  'text/emotion': 'analysis/text/opinion/emotion',
  'text/stance': 'analysis/text/opinion/stance',
  'text/toxicity': 'analysis/text/opinion/toxicity',
  'text/sarcasm': 'analysis/text/opinion/sarcasm',
  'text/aspects': 'analysis/text/opinion/aspects',
  'text/classifier': 'analysis/text/classification/classifier',
  'text/classify': 'analysis/text/classification/classify',
  'text/sentiment': 'analysis/text/classification/sentiment',
  'text/topics-lda': 'analysis/text/topics/topics-lda',
  'text/explain': 'analysis/text/classification/explain',
  'text/topics-nmf': 'analysis/text/topics/topics-nmf',
  'text/topics-clusters': 'analysis/text/topics/topics-clusters',
  'text/clusters': 'analysis/learning/clustering/text-clusters',
  'network/summary': 'analysis/network/structure/summary',
  'network/degree': 'analysis/network/degree',
  'network/pagerank': 'analysis/network/pagerank',
  'network/betweenness': 'analysis/network/betweenness',
  'network/closeness': 'analysis/network/centrality/closeness',
  'network/eigenvector': 'analysis/network/centrality/eigenvector',
  'network/katz': 'analysis/network/centrality/katz',
  'network/hits': 'analysis/network/centrality/hits',
  'network/core': 'analysis/network/structure/core',
  'network/constraint': 'analysis/network/position/constraint',
  'network/bridging': 'analysis/network/position/bridging',
  'network/similarity': 'analysis/network/position/similarity',
  'network/assortativity': 'analysis/network/structure/assortativity',
  'network/communities': 'analysis/network/communities/communities',
  'network/community-evolution': 'analysis/network/communities/community-evolution',
  'network/homophily': 'analysis/network/groups/homophily',
  'network/exposure': 'analysis/network/groups/exposure',
  'network/signed': 'analysis/network/signed/signed',
  'network/trust': 'analysis/network/signed/trust',
  'network/models': 'analysis/network/models/models',
  'network/layout': 'analysis/network/layout/layout',
  'network/opinions': 'analysis/network/groups/opinions',
  'network/cascades': 'analysis/network/cascades/cascades',
  'network/diffusion': 'analysis/network/diffusion/diffusion',
  'network/influence': 'analysis/network/influence/influence',
  'network/adoption': 'analysis/network/adoption/adoption',
  'network/links': 'analysis/network/links/links',
  'network/coordination': 'analysis/network/coordination/coordination',
  'network/spam': 'analysis/network/spam/spam',
  'series/anomalies': 'analysis/series/anomalies',
  'survival/hashtags': 'analysis/survival/hashtags',
  'statistics/breakdown': 'analysis/statistics/breakdown',
  'learning/cross-validation': 'analysis/learning/cross-validation',
  'learning/agreement': 'analysis/learning/agreement',
  'text/annotate': 'analysis/text/annotation/annotate',
  'text/topic-stability': 'analysis/text/topics/topic-stability',
  'statistics/hypotheses': 'analysis/statistics/hypotheses',
  'release/table': 'governance/release-table',
};

export const methodIds: readonly string[] = Object.keys(files);

const read = new Map<string, Method>();

/** Read when asked for: reading all of them takes most of a second. */
export function methodOf(id: string): Method | undefined {
  if (!Object.hasOwn(files, id)) return undefined;
  let method = read.get(id);
  if (!method) {
    const exported: Record<string, Partial<Method> | undefined> = require(`./${files[id]}`);
    method = Object.values(exported).find((one) => one?.id === id) as Method;
    read.set(id, method);
  }
  return method;
}

/** Every method, in the order of the catalogue. */
export function allMethods(): readonly Method[] {
  return methodIds.map((id) => methodOf(id)!);
}
