import { z } from 'zod';
import type { Json } from '../../domain/json';
import { defineMethod, type Random } from '../../domain/method';
import { type SparseMatrix, transpose } from '../learning/sparse-matrix';
import { bagOf } from './bag-of-words';
import { npmi } from './coherence';
import { type Factors, factorise } from './nmf';

const topTerms = 10;

/** Looser than for a factorisation's own sake: the ten terms of a topic have long settled by then. */
const fit = { iterations: 100, tolerance: 1e-3 };

/** Factorises from several starts and keeps the closest; topics in falling order of weight. */
export function fitTopics(
  x: SparseMatrix,
  topics: number,
  starts: number,
  random: Random,
  progress: (fraction: number) => void = () => {},
): Factors {
  let best: Factors | undefined;
  for (let s = 0; s < starts; s++) {
    const one = factorise(x, topics, random.fork(`start ${s}`), fit);
    if (!best || one.error < best.error) best = one;
    progress((s + 1) / starts);
  }
  return best!;
}

/** Places of each topic's strongest terms. */
export function strongestTerms(h: Float64Array, topics: number, count = topTerms): number[][] {
  const terms = h.length / topics;
  return Array.from({ length: topics }, (_, k) => {
    const order = Array.from({ length: terms }, (_, j) => j).filter((j) => h[j * topics + k]! > 0);
    order.sort((a, b) => h[b * topics + k]! - h[a * topics + k]! || a - b);
    return order.slice(0, count);
  });
}

export const topicsNmf = defineMethod({
  id: 'text/topics-nmf',
  version: 1,
  step: 'modelling',
  title: 'Topics (NMF)',
  description:
    'Finds themes as groups of words that occur together, and how much of each a post holds, by non-negative matrix factorisation of TF-IDF. The number of topics is yours to justify; read the coherence and the stability over seeds before you name one.',
  references: [
    'Lee & Seung 1999, doi:10.1038/44565',
    'Cichocki & Phan 2009, doi:10.1587/transfun.E92.A.708',
    'Lau, Newman & Baldwin 2014, doi:10.3115/v1/E14-1056 (NPMI)',
  ],
  parameters: z
    .object({
      topics: z.number().int().min(2).max(200).default(10),
      starts: z.number().int().min(1).max(20).default(2),
    })
    .strict(),
  inputs: { terms: 'terms' },
  output: 'post-table',
  individuals: false,
  seeded: true,
  run({ terms }, { topics, starts }, context) {
    const { matrix, vocabulary } = bagOf(terms);
    if (matrix.rows <= topics || matrix.columns <= topics) {
      return {
        kind: 'post-table',
        columns: {
          topic: new Array<string | null>(matrix.rows).fill(null),
          weight: new Float64Array(matrix.rows).fill(Number.NaN),
        },
        about: { summary: { notEnoughData: true, posts: matrix.rows, terms: matrix.columns, topics } },
      };
    }
    const { w, h, error } = fitTopics(matrix, topics, starts, context.random, context.progress);
    const byTerm = transpose(matrix);
    const strongest = strongestTerms(h, topics);
    const topic: (string | null)[] = [];
    const weight = new Float64Array(matrix.rows);
    const sizes = new Array<number>(topics).fill(0);
    for (let i = 0; i < matrix.rows; i++) {
      let total = 0;
      let best = 0;
      for (let k = 0; k < topics; k++) {
        total += w[i * topics + k]!;
        if (w[i * topics + k]! > w[i * topics + best]!) best = k;
      }
      if (total === 0) {
        topic.push(null);
        weight[i] = Number.NaN;
      } else {
        topic.push(`t${best + 1}`);
        weight[i] = w[i * topics + best]! / total;
        sizes[best]!++;
      }
    }
    const list = strongest.map((places, k) => ({
      topic: `t${k + 1}`,
      posts: sizes[k]!,
      terms: places.map((j) => vocabulary[j]!),
      coherence: npmi(places, byTerm),
    }));
    const coherences = list.map((one) => one.coherence).filter((one): one is number => one !== null);
    return {
      kind: 'post-table',
      columns: { topic, weight },
      about: {
        topics: list as unknown as Json,
        summary: {
          topics,
          posts: matrix.rows,
          unassigned: topic.filter((one) => one === null).length,
          coherence: coherences.length ? coherences.reduce((a, b) => a + b, 0) / coherences.length : null,
          error,
        },
      },
    };
  },
});

/** Share of terms that two topics' lists have in common: |A ∩ B| / |A ∪ B|. */
function overlap(a: readonly number[], b: readonly number[]): number {
  const set = new Set(a);
  const both = b.reduce((sum, one) => sum + (set.has(one) ? 1 : 0), 0);
  return both / (a.length + b.length - both || 1);
}

export const topicStability = defineMethod({
  id: 'text/topic-stability',
  version: 1,
  step: 'validation',
  title: 'Stability of topics over seeds',
  description:
    'Fits the topics again from other random starts and asks how many of each topic’s ten terms come back. Do not build a claim on a topic that does not.',
  references: ['Greene, O’Callaghan & Cunningham 2014, doi:10.1007/978-3-662-44848-9_32'],
  parameters: z
    .object({ topics: z.number().int().min(2).max(200).default(10), seeds: z.number().int().min(2).max(20).default(3) })
    .strict(),
  inputs: { terms: 'terms' },
  output: 'document',
  individuals: false,
  seeded: true,
  run({ terms }, { topics, seeds }, context) {
    const { matrix } = bagOf(terms);
    if (matrix.rows <= topics || matrix.columns <= topics)
      return { kind: 'document', columns: {}, about: { summary: { notEnoughData: true } } };
    const fits = Array.from({ length: seeds }, (_, s) => {
      context.progress(s / seeds);
      return strongestTerms(factorise(matrix, topics, context.random.fork(`seed ${s}`), fit).h, topics);
    });
    const perTopic = fits[0]!.map((terms0, k) => {
      let sum = 0;
      for (let s = 1; s < seeds; s++) sum += Math.max(...fits[s]!.map((other) => overlap(terms0, other)));
      return { topic: k + 1, overlap: sum / (seeds - 1) };
    });
    const mean = perTopic.reduce((sum, one) => sum + one.overlap, 0) / topics;
    return {
      kind: 'document',
      columns: {},
      about: { perTopic: perTopic as unknown as Json, summary: { overlap: mean, seeds, topics } },
    };
  },
});
