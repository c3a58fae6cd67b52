import type { Artefact } from '../../../../domain/artefact';
import { AssayError } from '../../../../domain/errors';
import type { Posts } from '../../../../domain/method';
import type { SparseMatrix } from '../../../learning/sparse-matrix';
import { bagOf } from '../../terms/bag';
import { type Documents, documentsOfBag, readDocuments, usualMinimum } from './documents';
import { heldOutPosts, leastForHeldOut } from './held-out';
import type { TopicParameters } from './topic-parameters';

/** What a method makes its topics from. */
export interface TopicCorpus {
  readonly documents: Documents;
  /** 1 for each post that the fit must not see. */
  readonly heldOut: Uint8Array;
  /** Weights of a study's own matrix, where it gave one. */
  readonly matrix: SparseMatrix | null;
}

export interface TopicInputs {
  readonly posts: Posts;
  readonly terms?: Artefact;
}

/** The study's own matrix as documents, or the posts' words. */
export async function corpusOf(
  { posts, terms }: TopicInputs,
  parameters: TopicParameters,
  countsOnly: boolean,
  progress: (fraction: number) => void,
): Promise<TopicCorpus> {
  let documents: Documents;
  let matrix: SparseMatrix | null = null;
  if (terms) {
    const bag = bagOf(terms);
    if (countsOnly && bag.matrix.value.some((value) => value % 1 !== 0))
      throw new AssayError(
        'ASSAY_METHOD_INPUT',
        'topics from counts: a bag of words was expected as terms, found weights; name the task of text/bag-of-words',
      );
    ({ matrix } = bag);
    documents = documentsOfBag(bag, !countsOnly);
  } else {
    const { stopwords } = parameters;
    documents = await readDocuments(
      posts,
      {
        minimumDocuments: parameters.minimumDocuments ?? usualMinimum(posts.count),
        maximumShare: parameters.maximumShare,
        minimumLength: parameters.minimumLength,
        stopwords:
          typeof stopwords === 'string' && stopwords !== 'auto' ? [stopwords] : (stopwords as 'auto' | string[]),
      },
      progress,
    );
  }
  const count = documents.start.length - 1;
  return {
    documents,
    matrix,
    heldOut: heldOutPosts(count, withWords(documents) < leastForHeldOut ? 0 : parameters.heldOut),
  };
}

function withWords({ start }: Documents): number {
  let count = 0;
  for (let d = 0; d + 1 < start.length; d++) if (start[d + 1]! > start[d]!) count++;
  return count;
}

/** Why there can be no topics, each with at least so many posts in the mean; null where there can. */
export function tooLittle(documents: Documents, topics: number, postsEach = 1): string | null {
  const posts = documents.start.length - 1;
  const usable = withWords(documents);
  if (posts === 0) return 'there are no posts';
  if (usable === 0)
    return 'no word is left: each stands in too few posts (minimumDocuments) or in too many (maximumShare)';
  const wanted = topics * postsEach;
  if (usable <= wanted) return `${topics} topics need more than ${wanted} posts with usable words, found ${usable}`;
  if (documents.vocabulary.length <= topics)
    return `${topics} topics need more than ${topics} different words, found ${documents.vocabulary.length}`;
  let different = false;
  let first = -1;
  const words = (d: number): Int32Array =>
    documents.words
      .subarray(documents.start[d], documents.start[d + 1])
      .slice()
      .sort();
  for (let d = 0; d < posts && !different; d++) {
    if (documents.start[d] === documents.start[d + 1]) continue;
    if (first < 0) first = d;
    else different = words(d).join() !== words(first).join();
  }
  return different ? null : 'all posts with usable words are the same';
}
