import { z } from 'zod';
import type { Artefact } from '../../../domain/artefact';
import { defineMethod, type MethodContext, type Posts } from '../../../domain/method';
import { embedPosts } from '../../text/embeddings/text-embeddings';
import { asJson } from '../../text/topics/quality/describe';
import {
  countsOf,
  type Documents,
  documentsOfBag,
  readDocuments,
  usualMinimum,
} from '../../text/topics/corpus/documents';
import { bagOf } from '../../text/terms/bag';
import { inverseDocumentFrequency, weightTfidf } from '../../text/terms/tfidf';
import { adjustedRand } from '../partition-agreement';
import { fromTable, selectRows, type SparseMatrix } from '../sparse-matrix';
import { clusterTerms } from './cluster-terms';
import { clusterByDensity } from './density';
import { kMeans } from './k-means';
import { silhouette } from './silhouette';

/** Silhouettes of more posts than this are estimated on a sample. */
const silhouetteSample = 1500;

const shownTerms = 8;

const parameters = z
  .object({
    clusters: z.number().int().min(2).max(1000).optional().describe('number of clusters of k-means (8)'),
    k: z.number().int().min(2).max(1000).optional().describe('the same as clusters'),
    method: z
      .enum(['k-means', 'density'])
      .default('k-means')
      .describe('k-means puts every post somewhere; density leaves out what is between'),
    features: z
      .enum(['tfidf', 'embeddings'])
      .default('tfidf')
      .describe('wording as TF-IDF, or vectors trained on the posts (needs the posts themselves)'),
    starts: z.number().int().min(1).max(50).default(3).describe('k-means starts; they also tell the stability'),
    minimumSize: z.number().int().min(2).default(10).describe('posts of the smallest cluster by density'),
    minimumDocuments: z
      .number()
      .int()
      .min(1)
      .optional()
      .describe('posts that a word must occur in: 2, and 5 from 2,000 posts on'),
    stopwords: z.union([z.literal('auto'), z.array(z.string()), z.string()]).default('auto'),
  })
  .strict();
type Parameters = z.output<typeof parameters>;

interface Material {
  /** One row for each post that has any. */
  readonly x: SparseMatrix;
  readonly rows: readonly number[];
  readonly documents: Documents;
}

async function materialOf(
  { posts, terms }: { posts: Posts; terms?: Artefact },
  settings: Parameters,
  context: MethodContext,
): Promise<Material> {
  const bag = terms ? bagOf(terms) : null;
  const { stopwords } = settings;
  const minimumDocuments = settings.minimumDocuments ?? usualMinimum(posts.count);
  const documents =
    bag && settings.features === 'tfidf'
      ? documentsOfBag(bag, true)
      : await readDocuments(posts, {
          minimumDocuments,
          maximumShare: 0.5,
          minimumLength: 3,
          stopwords:
            typeof stopwords === 'string' && stopwords !== 'auto' ? [stopwords] : (stopwords as 'auto' | string[]),
        });
  const full = Array.from({ length: documents.start.length - 1 }, (_, d) => d).filter(
    (d) => documents.start[d + 1]! > documents.start[d]!,
  );
  if (settings.features === 'embeddings') {
    const options = { dimensions: 50, window: 5, vocabulary: 20_000, minimumDocuments };
    const found = embedPosts(documents, options, context.random.fork('embeddings'), (f) => context.progress(f * 0.4));
    if (!found) return { x: fromTable(new Float32Array(0), 1, []), rows: [], documents };
    const width = found.words.dimensions;
    const rows = full.filter((d) => found.vectors.subarray(d * width, (d + 1) * width).some((one) => one !== 0));
    return { x: fromTable(found.vectors, width, rows), rows, documents };
  }
  if (bag) return { x: selectRows(bag.matrix, full), rows: full, documents };
  const counts = countsOf(documents);
  return { x: selectRows(weightTfidf(counts, inverseDocumentFrequency(counts)), full), rows: full, documents };
}

function noClusters(posts: number, usable: number, reason: string): Artefact {
  return {
    kind: 'post-table',
    columns: { cluster: new Array<string | null>(posts).fill(null) },
    about: {
      summary: {
        notEnoughData: true,
        reason,
        posts: usable,
        clusterCount: 0,
        clusters: [],
        silhouette: null,
        stability: null,
      },
    },
  };
}

export const textClusters = defineMethod({
  id: 'text/clusters',
  version: 3,
  step: 'modelling',
  title: 'Clusters of posts',
  description:
    'Groups posts of similar wording: by k-means, where every post lands in a group, also where there is no group to find (a silhouette near 0 says so), or by density (HDBSCAN), where posts between the groups stay without one. Do not read clusters of a low silhouette or stability as kinds of posts.',
  references: [
    'Arthur & Vassilvitskii 2007, k-means++, SODA',
    'Campello, Moulavi & Sander 2013, doi:10.1007/978-3-642-37456-2_14 (HDBSCAN)',
    'Rousseeuw 1987, doi:10.1016/0377-0427(87)90125-7',
    'Hubert & Arabie 1985, doi:10.1007/BF01908075',
  ],
  parameters,
  inputs: { posts: 'posts', terms: 'terms' },
  optional: ['terms'],
  output: 'post-table',
  individuals: false,
  seeded: true,
  async run(inputs, settings, context) {
    const posts = inputs.posts.count;
    const { x, rows, documents } = await materialOf(inputs, settings, context);
    const wanted = settings.k ?? settings.clusters ?? 8;
    const least = settings.method === 'density' ? settings.minimumSize * 2 : wanted + 1;
    if (rows.length < least)
      return noClusters(
        posts,
        rows.length,
        `at least ${least} posts with usable words were expected, found ${rows.length}`,
      );
    const found =
      settings.method === 'density' ? density(x, settings, context) : partition(x, wanted, settings, context);
    if (found.clusters === 0) return noClusters(posts, rows.length, 'no region is denser than its surroundings');
    const of = new Int32Array(posts).fill(-1);
    rows.forEach((row, i) => {
      of[row] = found.cluster[i]!;
    });
    const inside = Array.from({ length: x.rows }, (_, i) => i).filter((i) => found.cluster[i]! >= 0);
    const sample = context.random
      .fork('silhouette')
      .shuffle(inside)
      .slice(0, silhouetteSample)
      .sort((a, b) => a - b);
    const terms = clusterTerms(documents, of, found.clusters, shownTerms);
    const sizes = new Int32Array(found.clusters);
    for (const one of found.cluster) if (one >= 0) sizes[one]!++;
    return {
      kind: 'post-table',
      columns: { cluster: Array.from(of, (one) => (one < 0 ? null : `c${one + 1}`)) },
      about: {
        summary: {
          clusterCount: found.clusters,
          clusters: asJson(terms.map((list, c) => ({ cluster: `c${c + 1}`, posts: sizes[c]!, terms: list }))),
          posts: x.rows,
          withoutTerms: posts - rows.length,
          withoutCluster: x.rows - sizes.reduce((a, b) => a + b, 0),
          silhouette: silhouette(
            selectRows(x, sample),
            sample.map((i) => found.cluster[i]!),
          ),
          silhouettePosts: sample.length,
          ...found.summary,
        },
      },
    };
  },
});

interface Found {
  readonly cluster: Int32Array;
  readonly clusters: number;
  readonly summary: { readonly [key: string]: number | string | null };
}

/** The closest of several starts; the stability is their mean agreement with it. */
function partition(x: SparseMatrix, clusters: number, { starts }: Parameters, context: MethodContext): Found {
  const fits = Array.from({ length: starts }, (_, s) => {
    context.progress(0.4 + (0.5 * s) / starts);
    return kMeans(x, clusters, context.random.fork(`start ${s}`));
  });
  const best = fits.reduce((a, b) => (b.inertia < a.inertia ? b : a));
  const others = fits.filter((one) => one !== best).map((one) => adjustedRand(best.cluster, one.cluster));
  return {
    cluster: best.cluster,
    clusters,
    summary: {
      inertia: best.inertia,
      stability: others.length > 0 ? others.reduce((a, b) => a + b, 0) / others.length : null,
    },
  };
}

/** Stability: agreement with a second run on half of the posts, over those that both put into a cluster. */
function density(x: SparseMatrix, { minimumSize }: Parameters, context: MethodContext): Found {
  const random = context.random.fork('density');
  const whole = clusterByDensity(x, minimumSize, random, (fraction) => context.progress(0.4 + fraction * 0.4));
  const half = random
    .shuffle(Array.from({ length: x.rows }, (_, i) => i))
    .slice(0, Math.ceil(x.rows / 2))
    .sort((a, b) => a - b);
  const again = clusterByDensity(selectRows(x, half), Math.max(2, Math.ceil(minimumSize / 2)), random, () => {});
  const both = half
    .map((i, at) => [whole.cluster[i]!, again.cluster[at]!] as const)
    .filter(([a, b]) => a >= 0 && b >= 0);
  return {
    cluster: whole.cluster,
    clusters: whole.clusters,
    summary: {
      sampled: whole.sampled,
      stability:
        both.length < 2
          ? null
          : adjustedRand(
              both.map(([a]) => a),
              both.map(([, b]) => b),
            ),
    },
  };
}
