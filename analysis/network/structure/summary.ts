import { z } from 'zod';
import type { JsonObject } from '../../../domain/json';
import { defineMethod } from '../../../domain/method';
import { strongComponents, weakComponents } from '../graph/components';
import { type DegreeDirection, degrees } from '../degree';
import { edgeList, type EdgeList } from '../graph/graph';
import { degreeAssortativity } from './assortativity';
import { clustering, reciprocity } from './clustering';
import { compareWithLogNormal, fitLogNormal, histogramOf, powerLaw } from './degree-distribution';
import { pathLengths } from './path-lengths';

/** Nodes in the tail below which a comparison of two shapes tells nothing. */
const fewestInTail = 50;

function shape(values: Float64Array): JsonObject {
  const histogram = histogramOf(values);
  const law = powerLaw(histogram);
  if (!law) return { powerLaw: null, note: 'fewer than two distinct degrees above 0' };
  const logNormal = fitLogNormal(histogram, law.xmin);
  const comparison = compareWithLogNormal(histogram, law, logNormal);
  const { logLikelihoodRatio, normalised, p } = comparison;
  const decided = p !== null && p < 0.1 && law.tail >= fewestInTail;
  return {
    powerLaw: { ...law },
    logNormal: { ...logNormal },
    comparison: { logLikelihoodRatio, normalised, p },
    favoured: decided ? (logLikelihoodRatio > 0 ? 'power law' : 'log-normal') : 'undecided',
    ...(law.tail < fewestInTail ? { note: `the tail has ${law.tail} nodes: not enough to tell shapes apart` } : {}),
  };
}

function distribution(list: EdgeList, direction: DegreeDirection): JsonObject {
  const values = degrees(list, direction);
  const sorted = values.slice().sort();
  const n = sorted.length;
  if (n === 0) return { mean: null, median: null, largest: null, powerLaw: null, note: 'there are no nodes' };
  const median = n % 2 === 1 ? sorted[(n - 1) / 2]! : (sorted[n / 2 - 1]! + sorted[n / 2]!) / 2;
  return {
    mean: values.reduce((sum, one) => sum + one, 0) / n,
    median,
    smallest: sorted[0]!,
    largest: sorted[n - 1]!,
    ...shape(values),
  };
}

function largest(sizes: Int32Array): number {
  let most = 0;
  for (const one of sizes) if (one > most) most = one;
  return most;
}

/** Measures of the whole graph that have no meaning here, with the reason. */
function reasons(list: EdgeList, found: JsonObject): JsonObject {
  const why: Record<string, string> = {};
  if (found.density === null) why.density = 'fewer than two nodes';
  if (found.reciprocity === null) why.reciprocity = list.directed ? 'no edges' : 'edges have no direction';
  if (found.transitivity === null) why.transitivity = 'no node has two neighbours';
  if (found.meanClustering === null) why.meanClustering = 'no nodes';
  if (found.degreeAssortativity === null)
    why.degreeAssortativity = list.source.length === 0 ? 'no edges' : 'all ends have the same degree';
  return Object.keys(why).length > 0 ? { undefined: why } : {};
}

export const networkSummary = defineMethod({
  id: 'network/summary',
  version: 2,
  step: 'modelling',
  title: 'Network summary',
  description:
    'The network as a whole: size, density, reciprocity, clustering, assortativity, components, distances and the shape of the degree distribution. Direction is followed by reciprocity, assortativity, strong components and distances, and ignored by triangles and clustering. All of it describes what was collected: sampled networks look sparser, less clustered and more broken than whole ones.',
  references: [
    'Newman 2010, Networks, ch. 6–8',
    'Watts & Strogatz 1998, doi:10.1038/30918',
    'Clauset, Shalizi & Newman 2009, doi:10.1137/070710111',
    'Vuong 1989, doi:10.2307/1912557',
    'Fagiolo 2007, doi:10.1103/PhysRevE.76.026107',
  ],
  parameters: z
    .object({ sources: z.union([z.literal('auto'), z.literal('all'), z.number().int().min(2)]).default('auto') })
    .strict(),
  inputs: { graph: 'graph' },
  output: 'document',
  individuals: false,
  seeded: true,
  run({ graph }, { sources }, context) {
    const list = edgeList(graph);
    const { nodes: n } = list;
    const m = list.source.length;
    let loops = 0;
    for (let e = 0; e < m; e++) if (list.source[e] === list.target[e]) loops++;
    const weak = weakComponents(list);
    const strong = strongComponents(list);
    context.progress(0.1);
    const closed = clustering(list);
    context.progress(0.4);
    const found: JsonObject = {
      nodes: n,
      edges: m,
      directed: list.directed,
      selfLoops: loops,
      repeatedEdges: (graph.about.repeated as number | undefined) ?? 0,
      isolated: degrees(list).reduce((count, one) => count + (one === 0 ? 1 : 0), 0),
      density: n > 1 ? ((list.directed ? 1 : 2) * m) / (n * (n - 1)) : null,
      reciprocity: reciprocity(list),
      ...closed,
      degreeAssortativity: degreeAssortativity(list).value,
      components: weak.count,
      largestComponent: largest(weak.sizes),
      strongComponents: strong.count,
      largestStrongComponent: largest(strong.sizes),
      distances: pathLengths(list, sources, context.random, (fraction) => context.progress(0.4 + 0.5 * fraction)),
      degrees: distribution(list, 'all'),
      ...(list.directed ? { inDegrees: distribution(list, 'in'), outDegrees: distribution(list, 'out') } : {}),
    };
    return { kind: 'document', columns: {}, about: { summary: { ...found, ...reasons(list, found) } } };
  },
});
