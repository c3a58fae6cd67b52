import { z } from 'zod';
import type { Artefact, Column } from '../../../domain/artefact';
import type { Json } from '../../../domain/json';
import { defineMethod, type Posts } from '../../../domain/method';
import { type Documents, readDocuments, usualMinimum } from '../topics/corpus/documents';
import { postVectors } from './post-vectors';
import { transformerVectors } from './transformer';
import { neighboursOf, trainWordVectors, type WordVectors } from './word-vectors';

/** Words whose neighbours are shown where the study names none. */
const shownWords = 10;
const shownNeighbours = 8;

/** Settings of embeddings trained on the posts, which other methods share. */
export const embeddingParameters = {
  dimensions: z.number().int().min(2).max(500).default(64),
  window: z.number().int().min(1).max(20).default(5).describe('words to each side that are a word’s context'),
  vocabulary: z
    .number()
    .int()
    .min(10)
    .max(100_000)
    .default(20_000)
    .describe('most words with a vector of their own; others get theirs from their letters'),
  minimumDocuments: z
    .number()
    .int()
    .min(1)
    .optional()
    .describe('posts that a word must occur in for a vector of its own: 2, and 5 from 2,000 posts on'),
};

const parameters = z
  .object({
    ...embeddingParameters,
    neighbours: z
      .union([z.string(), z.array(z.string())])
      .default([])
      .describe('words whose nearest words are shown; the most frequent where left out'),
    format: z.enum(['json', 'columns']).default('json').describe('a vector as one JSON cell, or as columns v1, v2, …'),
    model: z.string().optional().describe('folder of a sentence transformer in ONNX form, in place of own training'),
  })
  .strict();

/** Words of the posts, rare ones too: their letters give them a vector. */
export function embeddingDocuments(posts: Posts, progress: (fraction: number) => void): Promise<Documents> {
  return readDocuments(posts, { minimumDocuments: 1, maximumShare: 1, minimumLength: 2, stopwords: 'auto' }, progress);
}

/** Vectors of words and of posts, trained on the posts. Null where fewer than three words occur in enough posts. */
export function embedPosts(
  documents: Documents,
  options: {
    readonly dimensions: number;
    readonly window: number;
    readonly vocabulary: number;
    readonly minimumDocuments?: number | undefined;
  },
  random: Parameters<typeof trainWordVectors>[2],
  progress: (fraction: number) => void,
): { readonly words: WordVectors; readonly vectors: Float32Array } | null {
  const minimumDocuments = options.minimumDocuments ?? usualMinimum(documents.start.length - 1);
  const words = trainWordVectors(documents, { ...options, minimumDocuments }, random, progress);
  return words.own.length < 3 ? null : { words, vectors: postVectors(documents, words) };
}

function neighbourList(documents: Documents, words: WordVectors, wanted: readonly string[]): Json {
  const place = new Map(documents.vocabulary.map((word, j) => [word, j]));
  const chosen =
    wanted.length > 0 ? wanted : Array.from(words.own.subarray(0, shownWords), (j) => documents.vocabulary[j]!);
  return chosen.map((name) => {
    const word = place.get(name.toLowerCase());
    return {
      term: name,
      neighbours:
        word === undefined
          ? null
          : neighboursOf(word, words, shownNeighbours).map((one) => ({
              term: documents.vocabulary[one.word]!,
              similarity: Number(one.similarity.toFixed(4)),
            })),
    };
  });
}

function isZero(vectors: Float32Array, dimensions: number, i: number): boolean {
  for (let c = 0; c < dimensions; c++) if (vectors[i * dimensions + c] !== 0) return false;
  return true;
}

/** Vectors as columns of numbers or as one of JSON; NaN and null for a post without. */
function table(
  vectors: Float32Array,
  dimensions: number,
  posts: number,
  format: 'json' | 'columns',
  summary: Json,
): Artefact {
  const empty = Array.from({ length: posts }, (_, i) => isZero(vectors, dimensions, i));
  if (format === 'columns') {
    const columns: Record<string, Column> = {};
    for (let c = 0; c < dimensions; c++)
      columns[`v${c + 1}`] = Float64Array.from({ length: posts }, (_, i) =>
        empty[i] ? Number.NaN : vectors[i * dimensions + c]!,
      );
    return { kind: 'post-table', columns, about: { summary } };
  }
  const vector = empty.map((none, i) =>
    none
      ? 'null'
      : `[${Array.from(vectors.subarray(i * dimensions, (i + 1) * dimensions), (one) => Math.round(one * 1e5) / 1e5).join(',')}]`,
  );
  return { kind: 'post-table', columns: { vector }, about: { json: ['vector'], summary } };
}

export const textEmbeddings = defineMethod({
  id: 'text/embeddings',
  version: 3,
  step: 'features',
  title: 'Embeddings of posts',
  description:
    'A vector for each post, near those of posts with similar words: word vectors trained on the posts themselves (PPMI and singular value decomposition, rare words through their letters), averaged with rare words weighing more. Knows only the language of this corpus; below some thousand posts the neighbours of words show that there was too little to learn from. A sentence transformer from a local folder can take its place.',
  references: [
    'Levy, Goldberg & Dagan 2015, doi:10.1162/tacl_a_00134',
    'Bojanowski et al. 2017, doi:10.1162/tacl_a_00051 (subwords)',
    'Arora, Liang & Ma 2017, A simple but tough-to-beat baseline for sentence embeddings, ICLR',
    'Halko, Martinsson & Tropp 2011, doi:10.1137/090771806',
  ],
  parameters,
  inputs: { posts: 'posts' },
  output: 'post-table',
  individuals: false,
  seeded: true,
  async run({ posts }, { neighbours, format, model, ...options }, context) {
    if (model !== undefined) {
      const { dimensions, vectors } = await transformerVectors(posts.text, model, context.progress);
      const embedded = posts.text.filter((text) => text.trim() !== '').length;
      return table(vectors, dimensions, posts.count, format, {
        posts: posts.count,
        embedded,
        dimensions,
        trainedOn: 'a given model',
      });
    }
    const documents = await embeddingDocuments(posts, (fraction) => context.progress(fraction * 0.3));
    const found = embedPosts(documents, options, context.random, (fraction) => context.progress(0.3 + 0.6 * fraction));
    if (!found) {
      const reason = 'fewer than three words occur in enough posts';
      const summary = { notEnoughData: true, reason, posts: posts.count, embedded: 0, dimensions: null };
      return table(new Float32Array(posts.count), 1, posts.count, 'json', summary);
    }
    const { words, vectors } = found;
    let embedded = 0;
    for (let i = 0; i < posts.count; i++) if (!isZero(vectors, words.dimensions, i)) embedded++;
    return table(vectors, words.dimensions, posts.count, format, {
      posts: posts.count,
      embedded,
      ...(embedded === 0 ? { reason: 'what all posts share is taken out, and nothing else is in them' } : {}),
      dimensions: words.dimensions,
      words: documents.vocabulary.length,
      wordsWithOwnVector: words.own.length,
      trainedOn: 'these posts',
      neighbours: neighbourList(
        documents,
        words,
        typeof neighbours === 'string' ? neighbours.split(/[\s,]+/) : neighbours,
      ),
    });
  },
});
