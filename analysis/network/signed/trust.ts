import { z } from 'zod';
import { AssayError } from '../../../domain/errors';
import type { JsonObject } from '../../../domain/json';
import { defineMethod, type Random } from '../../../domain/method';
import { mannWhitney } from '../../statistics/tests';
import { type EdgeList, edgeList, nodeMeasure } from '../graph/graph';
import { signOf } from './signed-pairs';
import { type DistrustModel, propagate, trustGraph } from './trust-propagation';

/** Trusters whose hidden statements are foretold: at most, at least, and by the edges looked at in all. */
const testedSources = { most: 300, least: 10, work: 2e9 };
/** Fewer hidden statements of one sign than this say nothing. */
const leastTested = 20;

/**
 * How well hidden statements are foretold: a tenth of them is left out, and the beliefs that spread along the rest are compared between
 * hidden trust and hidden distrust.
 */
function evaluate(
  list: EdgeList,
  model: DistrustModel,
  options: { readonly steps: number; readonly decay: number; readonly mirrored: boolean },
  random: Random,
): JsonObject {
  const hidden = new Uint8Array(list.source.length);
  const bySource = new Map<number, number[]>();
  const statements = options.mirrored ? hidden.length / 2 : hidden.length;
  for (let e = 0; e < statements; e++) {
    if (random.below(10) !== 0 || signOf(list, e) === 0) continue;
    hidden[e] = 1;
    // A statement without direction must not tell itself by its mirror.
    if (options.mirrored) hidden[e + statements] = 1;
    const known = bySource.get(list.source[e]!);
    if (known) known.push(e);
    else bySource.set(list.source[e]!, [e]);
  }
  const graph = trustGraph(list, (e) => hidden[e] === 0);
  const affordable = Math.floor(testedSources.work / (6 * options.steps * Math.max(1, hidden.length + list.nodes)));
  const count = Math.min(testedSources.most, Math.max(testedSources.least, affordable));
  const sources = random.shuffle([...bySource.keys()].sort((a, b) => a - b)).slice(0, count);
  const positive: number[] = [];
  const negative: number[] = [];
  for (const source of sources) {
    const start = new Float64Array(list.nodes);
    start[source] = 1;
    const beliefs = propagate(graph, start, model, options);
    for (const e of bySource.get(source)!) (signOf(list, e) > 0 ? positive : negative).push(beliefs[list.target[e]!]!);
  }
  const base = { trust: positive.length, distrust: negative.length };
  if (positive.length < leastTested || negative.length < leastTested)
    return { ...base, auc: null, reason: `fewer than ${leastTested} hidden statements of a sign` };
  const test = mannWhitney(positive, negative);
  if (!test) return { ...base, auc: null, reason: 'all beliefs are equal' };
  let wins = 0;
  const sorted = Float64Array.from(negative).sort();
  const below = (value: number, orEqual: boolean): number => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]! < value || (orEqual && sorted[middle] === value)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  for (const value of positive) wins += (below(value, false) + below(value, true)) / 2;
  return { ...base, auc: wins / (positive.length * negative.length), p: test.p };
}

export const networkTrust = defineMethod({
  id: 'network/trust',
  version: 1,
  step: 'modelling',
  title: 'Trust and distrust',
  description:
    'Trust spread along statements of trust, with distrust as a judgement at the end: who would be trusted by a random member (or by one, `source`), and who is distrusted by the trusted. The summary says how well hidden statements are foretold; where that is near 0.5 the scores mean nothing. Never a ground to act against an account without a person’s look.',
  references: [
    'Guha, Kumar, Raghavan & Tomkins 2004, doi:10.1145/988672.988727',
    'Kunegis, Lommatzsch & Bauckhage 2009, doi:10.1145/1526709.1526809',
  ],
  parameters: z
    .object({
      model: z.enum(['one-step', 'propagated', 'trust-only']).default('one-step'),
      steps: z.number().int().min(1).max(50).default(4),
      decay: z.number().gt(0).max(1).default(0.9).describe('weight of each further step'),
      source: z
        .tuple([z.number().int().min(0)])
        .transform(([node]) => node)
        .or(z.number().int().min(0))
        .optional()
        .describe('the node whose beliefs are spread'),
    })
    .strict(),
  inputs: { graph: 'graph' },
  nodes: ['source'],
  output: 'node-measure',
  individuals: true,
  seeded: true,
  run({ graph: artefact }, { model, steps, decay, source }, context) {
    const list = edgeList(artefact);
    if (source !== undefined && source >= list.nodes)
      throw new AssayError(
        'ASSAY_METHOD_PARAMETERS',
        `network/trust: source: a node below ${list.nodes} was expected, found ${source}`,
      );
    const both: EdgeList = list.directed ? list : mirrored(list);
    const graph = trustGraph(both);
    const start = new Float64Array(list.nodes);
    if (source === undefined) start.fill(1 / Math.max(1, list.nodes));
    else start[source] = 1;
    const options = { steps, decay };
    const belief = propagate(graph, start, model, options);
    const trusted = model === 'trust-only' ? belief : propagate(graph, start, 'trust-only', options);
    const blamed = new Float64Array(list.nodes);
    const { distrust } = graph;
    for (let v = 0; v < list.nodes; v++)
      for (let k = distrust.offsets[v]!; k < distrust.offsets[v + 1]!; k++)
        blamed[distrust.targets[k]!]! += Math.max(0, trusted[v]!) * (distrust.weights ? distrust.weights[k]! : 1);
    const measure = nodeMeasure(belief, {
      summary: {
        nodes: list.nodes,
        edges: list.source.length,
        trust: graph.trust.targets.length,
        distrust: graph.distrust.targets.length,
        model,
        steps,
        decay,
        negativeBelief: belief.reduce((sum, one) => sum + (one < 0 ? 1 : 0), 0),
        distrustedByTrusted: blamed.reduce((sum, one) => sum + (one > 0 ? 1 : 0), 0),
        hidden: evaluate(both, model, { ...options, mirrored: !list.directed }, context.random),
      },
    });
    const node = measure.columns.node as Int32Array;
    return {
      ...measure,
      columns: {
        ...measure.columns,
        trust: Float64Array.from(node, (v) => trusted[v]!),
        distrustedByTrusted: Float64Array.from(node, (v) => blamed[v]!),
      },
    };
  },
});

/** Both directions of every tie, for statements without one. */
function mirrored(list: EdgeList): EdgeList {
  const both = <A extends Int32Array | Float64Array | Int8Array>(a: A, b: A): A => {
    const out = new (a.constructor as new (length: number) => A)(a.length + b.length);
    out.set(a as never);
    out.set(b as never, a.length);
    return out;
  };
  return {
    nodes: list.nodes,
    directed: true,
    source: both(list.source, list.target),
    target: both(list.target, list.source),
    weight: both(list.weight, list.weight),
    ...(list.sign ? { sign: both(list.sign, list.sign) } : {}),
  };
}
