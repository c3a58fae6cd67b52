import type { EdgeList } from '../../../analysis/network/graph/graph';
import { known } from '../../shared-data';
import { listOf } from './graphs';

type Values = Readonly<Record<string, readonly (number | null)[] | null>>;

export interface SmallGraph {
  readonly nodes: number;
  readonly directed: boolean;
  readonly edges: readonly [number, number, number][];
  readonly alpha: number;
  readonly whole: Readonly<Record<string, number | null>>;
  readonly unweighted: Values;
  readonly weighted?: Values;
  readonly groups: readonly string[];
  readonly values: readonly number[];
  readonly byLabel: number;
  readonly byValue: number;
  readonly strengthAssortativity?: number;
}

export interface LargeGraph {
  readonly step: number;
  readonly alpha: number;
  readonly weighted: boolean;
  readonly whole: Readonly<Record<string, number | null>>;
  readonly byNode: Readonly<Record<string, { readonly sum: number; readonly every: readonly (number | null)[] }>>;
}

export interface TailFit {
  readonly values: readonly number[];
  readonly xmin: number;
  readonly alpha: number;
  readonly igraphAlpha: number;
  readonly ks: number;
  readonly tail: number;
  readonly mu: number;
  readonly sigma: number;
  readonly logLikelihood: number;
  readonly ratio: number;
  readonly normalised: number;
  readonly p: number;
}

interface Pairs {
  readonly nodes: number;
  readonly directed: boolean;
  readonly edges: readonly [number, number][];
}

/** What networkx, igraph and scipy say; see make_networks.py. */
export const reference = known<{
  graphs: Readonly<Record<string, SmallGraph>>;
  karate: Omit<SmallGraph, 'edges' | 'groups' | 'values'>;
  lesmis: LargeGraph;
  emaileu: LargeGraph;
  emaileuUndirected: LargeGraph;
  bitcoinotc: LargeGraph;
  pairs: Readonly<Record<string, Pairs & Readonly<Record<string, readonly [number, number, number][]>>>>;
  tails: { zipf: TailFit; logNormal: TailFit; bitcoinotc: Omit<TailFit, 'values'> };
}>('network-measures.json');

export const smallGraphs: readonly [string, SmallGraph, EdgeList][] = Object.entries(reference.graphs).map(
  ([name, graph]) => [name, graph, listOf(graph.nodes, graph.directed, graph.edges)],
);

/** Fails with the place of the first value that is further off than 1e-9 of the wanted one; null and NaN are the same. */
export function expectClose(found: ArrayLike<number | null>, wanted: ArrayLike<number | null>, tolerance = 1e-9): void {
  expect(found.length).toBe(wanted.length);
  for (let i = 0; i < wanted.length; i++) {
    const [a, b] = [found[i] ?? Number.NaN, wanted[i] ?? Number.NaN];
    const close = Number.isNaN(b) ? Number.isNaN(a) : Math.abs(a - b) <= tolerance * Math.abs(b) + 1e-15;
    if (!close) throw new Error(`value ${i}: ${b} was expected, found ${a}`);
  }
}

/** Every `step`-th value and the sum of all. */
export function expectSampled(
  found: ArrayLike<number>,
  wanted: { readonly sum: number; readonly every: readonly (number | null)[] },
  step: number,
): void {
  const all = Array.from(found);
  expectClose(
    all.filter((_, i) => i % step === 0),
    wanted.every,
  );
  const sum = all.reduce((total, one) => total + (Number.isNaN(one) ? 0 : one), 0);
  expectClose([sum], [wanted.sum]);
}
