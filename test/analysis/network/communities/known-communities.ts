import type { EdgeList } from '../../../../analysis/network/graph/graph';
import type { Artefact } from '../../../../domain/artefact';
import { sharedData } from '../../../../settings';
import { known } from '../../../shared-data';
import { listOf, readEdges } from '../graphs';

export interface KnownPartition {
  graph: string | null;
  directed: boolean;
  nodes?: number;
  edges?: [number, number, number][];
  groups: number[];
  resolution: number;
  modularity: number;
  coverage: number;
  conductance?: number[];
}

/** Values by networkx, igraph, scikit-learn, scipy, statsmodels and infomap; see make_communities.py. */
export const knownCommunities = known<{
  partitions: KnownPartition[];
  agreement: { a: number[]; b: number[]; nmi: number; ami: number; ari: number }[];
  codeLengths: { graph: string; groups: number[]; codeLength: number; best: number }[];
  searches: {
    graph: string | null;
    directed: boolean;
    nodes?: number;
    edges?: [number, number][];
    leiden: number;
    louvain?: number;
  }[];
  signed: { triads: number[]; positive: number; negative: number };
  trust: {
    nodes: number;
    edges: [number, number, number][];
    steps: number;
    decay: number;
    'trust-only': number[][];
    'one-step': number[][];
    propagated: number[][];
  };
  correlation: {
    nodes: number;
    edges: [number, number][];
    times: (number | null)[];
    steps: number;
    alpha: number;
    error: number;
    trials: number;
  };
  controversy: { authorities: number; value: number }[];
  properties: Record<string, Record<string, number>>;
  assortativity: { graph: string; directed: boolean; share: number; assortativity: number }[];
}>('communities.json');

export const graphFile = (name: string): string | undefined => sharedData('graphs', name);

/** A graph of the shared data with the direction asked for; without one, ties that stand both ways are one. */
export function sharedGraph(name: string, directed: boolean): EdgeList {
  const list = readEdges(graphFile(`${name}.edges`)!);
  if (directed || !list.directed) return { ...list, directed };
  const seen = new Map<number, [number, number, number]>();
  list.source.forEach((a, e) => {
    const b = list.target[e]!;
    const key = Math.min(a, b) * list.nodes + Math.max(a, b);
    if (!seen.has(key)) seen.set(key, [Math.min(a, b), Math.max(a, b), list.weight[e]!]);
  });
  return listOf(list.nodes, false, [...seen.values()]);
}

export function labelsArtefact(label: readonly (string | null)[]): Artefact {
  return { kind: 'node-labels', columns: { label }, about: {} };
}
