/**
 * Network measures against networkx and igraph: for each measure the largest relative difference over all nodes, or pairs, of all graphs.
 *
 *   node dist/bench/exactness.js PYTHON SHARED/data/graphs [SEEDS]
 *
 * Graphs: the karate club, Les Misérables (weighted), the e-mails both ways, bitcoin ratings, and drawn ones with and without direction
 * and weights, with self-loops, edges that stand twice, nodes without edges. A difference is relative to the peer's value; below a
 * millionth of the largest of a column to that millionth, where the peer itself holds rounding alone. The row ends with the worst graph.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { graphOfFile } from '../activities/runner/file-graph';
import { communityGraph } from '../analysis/network/communities/community-graph';
import { partitionQuality } from '../analysis/network/communities/quality';
import { edgeList } from '../analysis/network/graph/graph';
import { Xoshiro128 } from '../analysis/statistics/random';
import { type Artefact, numbers } from '../domain/artefact';
import { methodOf } from '../methods';
import { projectRoot } from '../settings';

type Values = readonly (number | null)[];

/** What exactness.py writes for one graph. */
interface Described {
  readonly name: string;
  readonly directed: boolean;
  readonly whole: Readonly<Record<string, number | null>>;
  readonly byNode: Readonly<Record<string, { alpha: number; values: Readonly<Record<string, Values | null>> }>>;
  readonly labels: readonly string[];
  readonly values: readonly number[];
  readonly assortativity: Readonly<Record<string, number | null>>;
  readonly modularity: Readonly<Record<string, number>>;
  readonly pairs?: Readonly<Record<string, readonly (readonly [number, number, number])[]>>;
  readonly triads?: readonly number[];
}

/** A measure as make_networks.py names it → method, parameters, column. */
const measures: Readonly<Record<string, readonly [string, object, string?]>> = {
  degree: ['degree', {}],
  degreeIn: ['degree', { direction: 'in' }],
  degreeOut: ['degree', { direction: 'out' }],
  pagerank: ['pagerank', {}],
  betweenness: ['betweenness', {}],
  betweennessNormalized: ['betweenness', { normalized: true }],
  closeness: ['closeness', {}],
  harmonic: ['closeness', { harmonic: true }],
  eigenvector: ['eigenvector', {}],
  katz: ['katz', {}],
  katzNormalized: ['katz', { normalized: true }],
  core: ['core', {}],
  constraint: ['constraint', {}],
  effectiveSize: ['constraint', {}, 'effectiveSize'],
  hub: ['hits', {}, 'hub'],
  authority: ['hits', {}, 'authority'],
};

async function run(id: string, inputs: Readonly<Record<string, Artefact>>, parameters: object): Promise<Artefact> {
  const method = methodOf(`network/${id}`)!;
  const context = { random: new Xoshiro128(1), progress: () => {}, gaps: [] };
  return method.run(inputs as never, method.parameters.parse(parameters), context);
}

function byNode(measure: Artefact, column: string): Values {
  const out = new Array<number | null>(numbers(measure, column).length);
  const values = numbers(measure, column);
  numbers(measure, 'node').forEach((node: number, i: number) => {
    out[node] = values[i]!;
  });
  return out;
}

interface Worst {
  difference: number;
  compared: number;
  graph: string;
}

const worst = new Map<string, Worst>();

/** What the peer leaves undefined is not compared; what only we leave undefined is infinitely far off. */
function compare(measure: string, graph: string, found: Values, wanted: Values): void {
  const known = wanted.map((one) => (one === null ? Number.NaN : one));
  const floor = 1e-6 * known.reduce((most, one) => Math.max(most, Math.abs(one) || 0), 0);
  const row = worst.get(measure) ?? { difference: 0, compared: 0, graph: '' };
  known.forEach((one, i) => {
    if (Number.isNaN(one)) return;
    const own = found[i] ?? Number.NaN;
    const off = own === one ? 0 : Math.abs(own - one) / Math.max(Math.abs(one), floor, Number.MIN_VALUE);
    const difference = Number.isNaN(off) ? Number.POSITIVE_INFINITY : off;
    row.compared++;
    if (difference > row.difference) [row.difference, row.graph] = [difference, graph];
  });
  worst.set(measure, row);
}

async function compareWhole(graph: Artefact, one: Described): Promise<void> {
  const summary = (await run('summary', { graph }, { sources: 'all' })).about.summary as Record<string, number | null>;
  const distances = summary.distances as unknown as Record<string, number | null>;
  for (const [name, wanted] of Object.entries(one.whole)) {
    if (name === 'bridges' || name === 'articulationPoints') continue;
    compare(`summary: ${name}`, one.name, [(name in distances ? distances : summary)[name] ?? null], [wanted]);
  }
}

async function compareGroups(graph: Artefact, one: Described): Promise<void> {
  for (const [by, wanted] of Object.entries(one.assortativity)) {
    const label = by === 'value' ? one.values.map(String) : one.labels;
    const labels: Artefact = { kind: 'node-labels', columns: { label }, about: {} };
    const { summary } = (await run('assortativity', { graph, labels }, { by })).about;
    compare(`assortativity by ${by}`, one.name, [(summary as { assortativity: number }).assortativity], [wanted]);
  }
  for (const [kind, wanted] of Object.entries(one.modularity)) {
    const ties = communityGraph(edgeList(graph), { weighted: kind === 'weighted', directed: one.directed });
    const community = one.labels.map((label) => label.charCodeAt(0) - 97);
    compare(`modularity, ${kind}`, one.name, [partitionQuality(ties, community, 3, 1).modularity ?? null], [wanted]);
  }
}

async function comparePairs(graph: Artefact, one: Described): Promise<void> {
  for (const [measure, wanted] of Object.entries(one.pairs ?? {})) {
    const found = await run('similarity', { graph }, { measure, top: 0, weighted: false });
    const [source, target, value] = ['source', 'target', 'value'].map((name) => numbers(found, name));
    const of = new Map<string, number>();
    source!.forEach((a: number, i: number) => {
      of.set(`${Math.min(a, target![i]!)} ${Math.max(a, target![i]!)}`, value![i]!);
    });
    const own = wanted.map(([a, b]) => of.get(`${a} ${b}`) ?? null);
    compare(
      `similarity: ${measure}`,
      one.name,
      own,
      wanted.map((pair) => pair[2]),
    );
  }
}

async function compareGraph(folder: string, one: Described): Promise<void> {
  const { graph } = graphOfFile(path.join(folder, `${one.name}.edges`), one.directed);
  await compareWhole(graph, one);
  await compareGroups(graph, one);
  await comparePairs(graph, one);
  for (const [kind, { alpha, values }] of Object.entries(one.byNode)) {
    const weighted = kind === 'weighted';
    for (const [name, wanted] of Object.entries(values)) {
      if (!wanted || (weighted && name === 'core')) continue;
      const [id, parameters, column = 'value'] = measures[name]!;
      const all = { ...parameters, ...(id === 'core' ? {} : { weighted }), ...(id === 'katz' ? { alpha } : {}) };
      const direction = one.directed ? 'directed' : 'undirected';
      compare(`${name}, ${direction}, ${kind}`, one.name, byNode(await run(id, { graph }, all), column), wanted);
    }
  }
  if (one.triads) {
    const found = (await run('signed', { graph }, {})).about.summary as { triads: Record<string, number> };
    compare(
      'signed triads',
      one.name,
      one.triads.map((_, negatives) => found.triads[String(negatives)]!),
      one.triads,
    );
  }
}

async function main(): Promise<void> {
  const [python = 'python3', data = '', seeds = '12'] = process.argv.slice(2);
  const folder = mkdtempSync(path.join(tmpdir(), 'assay-exactness-'));
  try {
    const script = path.join(projectRoot, 'bench', 'peers', 'exactness.py');
    execFileSync(python, [script, data, folder, seeds], { stdio: 'inherit' });
    for (const line of readFileSync(path.join(folder, 'values.ndjson'), 'utf8').trim().split('\n'))
      await compareGraph(folder, JSON.parse(line) as Described);
  } finally {
    rmSync(folder, { recursive: true });
  }
  for (const [measure, { difference, compared, graph }] of [...worst].sort((a, b) => b[1].difference - a[1].difference))
    console.log(`| ${measure} | ${compared} | ${difference.toExponential(1)} | ${graph} |`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
