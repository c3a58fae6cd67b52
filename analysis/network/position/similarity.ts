import { z } from 'zod';
import { AssayError } from '../../../domain/errors';
import { defineMethod } from '../../../domain/method';
import { leadingParts } from '../centrality/spectrum';
import { type Csr, csrOf, wideCsrOf } from '../graph/csr';
import { edgeList, type EdgeList } from '../graph/graph';
import { undirected } from '../graph/undirected';
import { requireWeights, withoutWeights } from '../graph/weights';
import { regularEquivalence, simrank } from './dense-similarity';
import { sharedNeighbours } from './shared-neighbours';
import { TopPairs } from './top-pairs';

/** Nodes up to which a full matrix is kept: 16 million entries. */
const mostDense = 4000;

const measures = ['jaccard', 'adamic-adar', 'common-neighbours', 'cosine', 'structural', 'simrank', 'regular'] as const;

interface Options {
  readonly measure: (typeof measures)[number];
  readonly top: number;
  readonly importance: number;
  readonly alpha: number;
  readonly tolerance: number;
  readonly weighted: boolean;
}

/** Without direction, weights and self-loops: each tie once. */
function plainRows(list: EdgeList): Csr {
  const simple = list.directed ? undirected(list) : list;
  return csrOf(simple, { loops: false, unweighted: true });
}

/**
 * Pearson's correlation of two rows of the adjacency matrix: structural equivalence (Newman 2010, §7.12.2). Of nodes with `a` and `b`
 * ties among n that share `both`. NaN where one is tied to none or to all, since its row does not vary.
 */
export function rowCorrelation(n: number, a: number, b: number, both: number): number {
  const spread = a * (n - a) * (b * (n - b));
  return spread > 0 ? (n * both - a * b) / Math.sqrt(spread) : Number.NaN;
}

function localValue(
  measure: Options['measure'],
  n: number,
  a: number,
  b: number,
  shared: number,
  adamicAdar: number,
): number {
  if (measure === 'jaccard') return shared / (a + b - shared);
  if (measure === 'adamic-adar') return adamicAdar;
  if (measure === 'cosine') return shared / Math.sqrt(a * b);
  if (measure === 'structural') return rowCorrelation(n, a, b, shared);
  return shared;
}

function localPairs(list: EdgeList, { measure, top }: Options, progress: (fraction: number) => void): TopPairs {
  const rows = plainRows(list);
  const pairs = new TopPairs(top);
  const degree = (v: number): number => rows.offsets[v + 1]! - rows.offsets[v]!;
  sharedNeighbours(
    rows,
    (a, b, shared, adamicAdar) => {
      const value = localValue(measure, list.nodes, degree(a), degree(b), shared, adamicAdar);
      if (!Number.isNaN(value)) pairs.offer(a, b, value);
    },
    progress,
  );
  return pairs;
}

function densePairs(
  list: EdgeList,
  { measure, top, importance, alpha, tolerance, weighted }: Options,
  progress: (fraction: number) => void,
): { readonly pairs: TopPairs; readonly converged: boolean } {
  const n = list.nodes;
  if (n > mostDense)
    throw new AssayError(
      'ASSAY_METHOD_INPUT',
      `network/similarity: at most ${mostDense} nodes were expected for ${measure}, which keeps a value for every pair, found ${n}; jaccard, adamic-adar and structural take more`,
    );
  const pairs = new TopPairs(top);
  const offer = (matrix: Float64Array): void => {
    for (let a = 0; a < n; a++)
      for (let b = a + 1; b < n; b++) if (matrix[a * n + b]! > 0) pairs.offer(a, b, matrix[a * n + b]!);
  };
  if (measure === 'simrank') {
    const used = weighted ? list : withoutWeights(list);
    const found = simrank(csrOf(used, { direction: 'in' }), importance, tolerance, progress);
    offer(found.similarity);
    return { pairs, converged: found.converged };
  }
  const rows = plainRows(list);
  const simple = withoutWeights(undirected(list));
  const eigenvalue = leadingParts(simple, wideCsrOf(simple))[0]?.value;
  if (eigenvalue !== undefined) offer(regularEquivalence(rows, eigenvalue, alpha, progress));
  return { pairs, converged: true };
}

function tied(list: EdgeList, source: Int32Array, target: Int32Array): Uint8Array {
  const { offsets, targets } = csrOf(list, { direction: 'both', unweighted: true });
  return Uint8Array.from(source, (a, i) => {
    let [low, high] = [offsets[a]!, offsets[a + 1]!];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (targets[middle]! < target[i]!) low = middle + 1;
      else high = middle;
    }
    return low < offsets[a + 1]! && targets[low] === target[i] ? 1 : 0;
  });
}

export const networkSimilarity = defineMethod({
  id: 'network/similarity',
  version: 2,
  step: 'modelling',
  title: 'Similarity of positions',
  description:
    'Which pairs of nodes have the same or like neighbours. Local measures (Jaccard, Adamic–Adar, cosine, structural equivalence as the correlation of adjacency rows) ask for the same neighbours; SimRank and regular equivalence for similar ones. Direction is ignored but by SimRank, which compares who points to the two. Alike is not acquainted: `tied` says which pairs are.',
  references: [
    'Liben-Nowell & Kleinberg 2007, doi:10.1002/asi.20591',
    'Adamic & Adar 2003, doi:10.1016/S0378-8733(03)00009-1',
    'Jeh & Widom 2002, doi:10.1145/775047.775126',
    'Leicht, Holme & Newman 2006, doi:10.1103/PhysRevE.73.026120',
    'Newman 2010, Networks, §7.12',
  ],
  parameters: z
    .object({
      measure: z.enum(measures).default('jaccard'),
      top: z.number().int().min(0).default(1000),
      importance: z.number().gt(0).lt(1).default(0.9),
      alpha: z.number().gt(0).lt(1).default(0.97),
      tolerance: z.number().positive().default(1e-12),
      weighted: z.boolean().default(true),
    })
    .strict(),
  inputs: { graph: 'graph' },
  output: 'table',
  individuals: true,
  run({ graph }, parameters, context) {
    const list = edgeList(graph);
    const { measure } = parameters;
    const options = { ...parameters, top: parameters.top === 0 ? Number.POSITIVE_INFINITY : parameters.top };
    if (measure === 'simrank' && parameters.weighted) requireWeights(list, 'not negative', 'network/similarity');
    const dense = measure === 'simrank' || measure === 'regular';
    const { pairs, converged } = dense
      ? densePairs(list, options, context.progress)
      : { pairs: localPairs(list, options, context.progress), converged: true };
    const { source, target, value } = pairs.sorted();
    return {
      kind: 'table',
      columns: { source, target, value, tied: tied(list, source, target) },
      about: {
        summary: {
          nodes: list.nodes,
          edges: list.source.length,
          directed: list.directed,
          measure,
          pairs: pairs.offered,
          shown: value.length,
          largest: value.length > 0 ? value[0]! : null,
          ...(converged ? {} : { note: 'the values did not settle' }),
          ...(pairs.offered === 0 ? { note: 'no two nodes share a neighbour' } : {}),
        },
      },
    };
  },
});
