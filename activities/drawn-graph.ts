import { edgeList } from '../analysis/network/graph/graph';
import { communityColour, type DrawnGraph } from '../analysis/network/layout/drawn-graph';
import { type Artefact, numbers } from '../domain/artefact';
import { nodeValues } from '../report/files';

/** What another task found out about the nodes of a graph. */
export interface NodeResult {
  readonly id: string;
  readonly method: string;
  readonly artefact: Artefact;
}

/** A graph of a study with what its tasks say of the nodes: measures as values, communities as colours, a layout as places. */
export function drawnGraph(graph: Artefact, results: readonly NodeResult[]): DrawnGraph {
  const list = edgeList(graph);
  const names = graph.about.names as readonly string[] | undefined;
  const values: Record<string, Float64Array> = {};
  let places: { readonly x: Float64Array; readonly y: Float64Array } | undefined;
  let community: Float64Array | undefined;
  const byNode = (result: Artefact, column: string): Float64Array => {
    const out = new Float64Array(list.nodes).fill(Number.NaN);
    const value = numbers(result, column);
    numbers(result, 'node').forEach((node: number, i: number) => {
      out[node] = value[i]!;
    });
    return out;
  };
  for (const { id, method, artefact } of results) {
    if (method === 'network/layout') places = { x: byNode(artefact, 'x'), y: byNode(artefact, 'y') };
    if (artefact.kind !== 'node-measure') continue;
    const found = nodeValues(artefact);
    const column = Float64Array.from({ length: list.nodes }, (_, node) => found.get(node) ?? Number.NaN);
    values[id.replaceAll('-', '_')] = column;
    if (method === 'network/communities') community ??= column;
  }
  const degree = new Float64Array(list.nodes);
  for (let e = 0; e < list.source.length; e++) {
    degree[list.source[e]!]!++;
    degree[list.target[e]!]!++;
  }
  const groups = community;
  return {
    list,
    label: (node) => (names ? `#${names[node]}` : `person ${node}`),
    size: degree.map((one) => 4 + 4 * Math.sqrt(one)),
    values,
    ...(places ?? {}),
    ...(groups ? { colour: (node: number) => communityColour(groups[node]!) } : {}),
  };
}
