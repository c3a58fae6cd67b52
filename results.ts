import type { MethodResult } from './domain/references';

/**
 * What each method makes, as far as a protocol can name it before a run: columns of posts, and figures below `about`. A test runs every
 * method on a small study and compares.
 */
export const results: Readonly<Record<string, MethodResult>> = {
  'learning/agreement': {
    summary: 'macroRecall accuracy compared unscored',
    about: 'classes overall macroRecallInterval slices',
  },
  'learning/cross-validation': {
    summary: 'macroRecall accuracy majorityAccuracy labelled',
    about: 'classes labelled counts stratified grouped slices holdout',
  },
  'network/adoption': {
    summary: 'adopters periods bass herd exposure',
  },
  'network/assortativity': {
    summary: 'nodes edges directed by assortativity standardError low high edgesUsed weighted',
  },
  'network/betweenness': {
    summary: 'nodes edges directed weighted normalized exact sources errorBound errorLevel',
  },
  'network/bridging': {
    summary: 'nodes edges directed value exact sources bridges articulationPoints note',
  },
  'network/build': {
    summary: 'relation nodes edges directed slices',
    about: 'people nodes directed slices',
  },
  'network/cascades': {
    summary:
      'posts cascades inCascades by largest medianSize meanSize deepest meanStructuralVirality medianPerHour branching sourceOutside unplaced coverage',
    about: 'people',
  },
  'network/closeness': {
    summary:
      'nodes edges directed direction weighted harmonic convention exact sources meanErrorBound errorLevel longestDistanceSeen',
  },
  'network/communities': {
    summary:
      'nodes edges method directed communities sizes single modularity coverage conductance worstConductance conductances disconnected starts consensus stability stabilityAri',
  },
  'network/community-evolution': {
    summary: 'slices timelines events untimed',
    about: 'slices flows picture',
  },
  'network/constraint': {
    summary: 'nodes edges directed weighted undefined',
  },
  'network/coordination': {
    summary: 'posts actions by window pairsTested ties groups accounts deals alpha note',
    about: 'people groups',
  },
  'network/core': {
    summary: 'nodes edges directed selfLoopsLeftOut degeneracy innermost nodesByCore',
  },
  'network/degree': {
    summary: 'nodes edges directed direction weighted normalized mean largest',
  },
  'network/diffusion': {
    summary: 'model nodes edges p seeds runs spread duration edgeTrials',
  },
  'network/eigenvector': {
    summary: 'nodes edges directed weighted scale eigenvalue',
  },
  'network/exposure': {
    summary: 'nodes edges directed groupsFrom groups grouped ei expectedEi controversy value',
    about: 'groups',
  },
  'network/hashtags': {
    summary: 'nodes edges leftOut',
    about: 'names nodes directed',
  },
  'network/hits': {
    summary: 'nodes edges directed weighted value scale',
  },
  'network/influence': {
    summary: 'nodes edges model p k method sets arcs guarantee guaranteeReached runs spread comparison',
  },
  'network/interactions': {
    summary: 'nodes edges interactions kinds',
    about: 'people nodes directed',
  },
  'network/katz': {
    summary: 'nodes edges directed weighted normalized alpha alphaChosen beta eigenvalue converged',
  },
  'network/layout': {
    summary: 'nodes edges iterations',
    about: 'picture',
  },
  'network/links': {
    summary: 'nodes ties score pairs split heldOut newcomers chance evaluation',
  },
  'network/models': {
    summary: 'nodes edges directed samples models',
  },
  'network/opinions': {
    summary: 'rows withFigures postsOutsideGraph',
  },
  'network/pagerank': {
    summary: 'nodes edges directed damping weighted steps converged',
  },
  'network/signed': {
    summary:
      'nodes edges directed pairs positive negative conflicting leftOut reciprocal reciprocalAgreement triads frustration frustrationBounds polarisation',
    about: 'triads frustration status polarisation',
  },
  'network/similarity': {
    summary: 'nodes edges directed measure pairs shown largest',
  },
  'network/spam': {
    summary: 'posts accounts scoredBy withThreeSigns unusual note',
    about: 'people',
  },
  'network/summary': {
    summary:
      'nodes edges directed selfLoops repeatedEdges isolated density reciprocity triangles transitivity meanClustering meanClusteringDirected degreeAssortativity components largestComponent strongComponents largestStrongComponent distances degrees inDegrees outDegrees',
  },
  'network/trust': {
    summary: 'nodes edges trust distrust model steps decay negativeBelief distrustedByTrusted hidden',
  },
  'series/activity': {
    summary: 'posts untimed groups intervals gapIntervals engagementBasis engagementRate',
    about: 'interval by',
  },
  'series/anomalies': {
    summary: 'count largestZ threshold tooShort',
    about: 'interval strongest',
  },
  'statistics/breakdown': {
    summary: 'groups rows tooFew',
  },
  'survival/hashtags': {
    summary: 'hashtags leftOut ended censored medianHours gaps',
  },
  'text/annotate': {
    summary: 'posts withText chosen strategy',
  },
  'text/aspects': {
    columns: { aspects: 'text', reason: 'text' },
    summary: 'aspects found mentions postsWithMention noText postsWithoutLexicon',
    about: 'aspects',
  },
  'text/bag-of-words': {
    summary: 'posts terms entries',
    about: 'documents vocabulary',
  },
  'text/classifier': {
    summary: 'labelled terms characterFeatures converged trainingMacroRecall',
    about: 'classes intercepts words characters labelled counts strongest',
  },
  'text/classify': {
    columns: { label: 'text', reason: 'text', 'p_*': 'number', probabilities: 'text' },
    summary: 'posts noText trainedOn c macroRecall macroF1 drops',
    about: 'classes evaluation training',
  },
  'text/clusters': {
    columns: { cluster: 'text' },
    summary:
      'clusterCount clusters posts withoutTerms withoutCluster silhouette silhouettePosts inertia stability sampled',
  },
  'text/dictionary': {
    columns: { category: { keysOf: 'categories' }, 'hits_*': 'number' },
    summary: 'posts categories withoutCategory',
  },
  'text/embeddings': {
    columns: { vector: 'text' },
    summary: 'posts embedded dimensions words wordsWithOwnVector trainedOn neighbours',
  },
  'text/emotion': {
    columns: { label: 'text', probabilities: 'text', cues: 'number', reason: 'text' },
    summary: 'by weakness notTrained posts noText labels withoutCue undetermined byLanguage trainedOn',
    about: 'by classes crossValidated evaluation',
  },
  'text/entities': {
    columns: { entities: 'text' },
    summary: 'posts names products hashtags entities',
  },
  'text/explain': {
    columns: {
      label: 'text',
      probability: 'number',
      logit: 'number',
      contributions: 'text',
      words: 'text',
      flip: 'text',
      nearest: 'text',
    },
    summary: 'posts explained trainedOn nearestAmong c method',
    about: 'classes importance permutation figures',
  },
  'text/keywords': {
    summary: 'mode tested listed groups posts',
  },
  'text/language': {
    columns: { language: 'text', confidence: 'number', second: 'text', secondShare: 'number' },
    summary: 'posts undetermined mixed languages',
  },
  'text/near-duplicates': {
    columns: { group: 'number', kind: 'text', similarity: 'number', remixOf: 'number' },
    summary: 'posts groups inGroups share groupsOfCopies groupsOfTemplates groupsOfEdits remixes largest',
  },
  'text/normalise': {
    columns: { text: 'text', changed: 'number', offsets: 'text' },
    summary: 'posts changed',
  },
  'text/pii': {
    columns: { spans: 'text', masked: 'text' },
    summary: 'posts postsWithPersonalData found',
  },
  'text/sarcasm': {
    columns: { label: 'text', probabilities: 'text', cues: 'number', reason: 'text' },
    summary: 'by weakness notTrained posts noText labels withoutCue undetermined byLanguage trainedOn',
    about: 'by classes crossValidated evaluation',
  },
  'text/search': {
    summary: 'posts found shown',
  },
  'text/sentiment': {
    columns: { label: 'text', probabilities: 'text', reason: 'text' },
    summary: 'posts by trainedOn c macroRecall macroF1 calibrationError drops noText agreementWithPeople withoutLabel',
    about: 'classes evaluation training',
  },
  'text/sentiment-lexicon': {
    columns: {
      compound: 'number',
      positive: 'number',
      neutral: 'number',
      negative: 'number',
      label: ['negative', 'neutral', 'positive'],
      reason: 'text',
    },
    summary: 'posts scored noText notAskedFor noLexicon otherScript',
    about: 'languages lexicons',
  },
  'text/stance': {
    columns: { label: 'text', probabilities: 'text', cues: 'number', reason: 'text' },
    summary: 'by weakness notTrained posts noText labels withoutCue undetermined byLanguage trainedOn',
    about: 'by classes crossValidated evaluation',
  },
  'text/tfidf': {
    summary: 'posts terms entries',
    about: 'documents vocabulary',
  },
  'text/topic-stability': {
    summary: 'overlap foundAgain seeds topics',
    about: 'perTopic',
  },
  'text/topics-clusters': {
    columns: { topic: 'text', weight: 'number' },
    summary:
      'topicCount topics posts unassigned vocabulary words languages npmi npmiHeldOut heldOutPosts heldOutLogLikelihood heldOutReason diversity stability overTime dimensions',
  },
  'text/topics-lda': {
    columns: { topic: 'text', weight: 'number' },
    summary:
      'topicCount topics posts unassigned vocabulary words languages npmi npmiHeldOut heldOutPosts heldOutLogLikelihood heldOutReason diversity stability overTime iterations logLikelihood alpha',
  },
  'text/topics-nmf': {
    columns: { topic: 'text', weight: 'number' },
    summary:
      'topicCount topics posts unassigned vocabulary words languages npmi npmiHeldOut heldOutPosts heldOutLogLikelihood heldOutReason diversity stability overTime error iterations',
  },
  'text/toxicity': {
    columns: { label: 'text', probabilities: 'text', cues: 'number', reason: 'text' },
    summary: 'by weakness notTrained posts noText labels withoutCue undetermined byLanguage trainedOn',
    about: 'by classes crossValidated evaluation',
  },
};
