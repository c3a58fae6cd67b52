import { networkBetweenness } from '../../../analysis/network/betweenness';
import { networkCloseness } from '../../../analysis/network/centrality/closeness';
import { networkEigenvector } from '../../../analysis/network/centrality/eigenvector';
import { networkHits } from '../../../analysis/network/centrality/hits';
import { networkKatz } from '../../../analysis/network/centrality/katz';
import { networkDegree } from '../../../analysis/network/degree';
import type { EdgeList } from '../../../analysis/network/graph/graph';
import { networkPagerank } from '../../../analysis/network/pagerank';
import { networkConstraint } from '../../../analysis/network/position/constraint';
import { networkCore } from '../../../analysis/network/structure/core';
import { networkSummary } from '../../../analysis/network/structure/summary';
import { graphOfFile } from '../../../activities/runner/file-graph';
import { edgeList } from '../../../analysis/network/graph/graph';
import { type Artefact, numbers } from '../../../domain/artefact';
import type { Method } from '../../../domain/method';
import { sharedData } from '../../../settings';
import { withData } from '../../shared-data';
import { aboutOf, runMethod } from '../run-method';
import { graphOf } from './graphs';
import { expectClose, expectSampled, type LargeGraph, reference, smallGraphs } from './reference';

/** A column of a node measure by node. */
function column(measure: Artefact, name: string): Float64Array {
  const out = new Float64Array(numbers(measure, name).length);
  const values = numbers(measure, name);
  numbers(measure, 'node').forEach((node: number, i: number) => {
    out[node] = values[i]!;
  });
  return out;
}

/** The measure as networkx names it → method, parameters, column. `alpha` is filled in for Katz. */
const measures: Readonly<Record<string, readonly [Method, object, string?]>> = {
  degree: [networkDegree, {}],
  pagerank: [networkPagerank, {}],
  betweenness: [networkBetweenness, {}],
  betweennessNormalized: [networkBetweenness, { normalized: true }],
  closeness: [networkCloseness, {}],
  harmonic: [networkCloseness, { harmonic: true }],
  eigenvector: [networkEigenvector, {}],
  katz: [networkKatz, {}],
  katzNormalized: [networkKatz, { normalized: true }],
  core: [networkCore, {}],
  constraint: [networkConstraint, {}],
  effectiveSize: [networkConstraint, {}, 'effectiveSize'],
  hub: [networkHits, {}, 'hub'],
  authority: [networkHits, {}, 'authority'],
};

async function measured(list: EdgeList, name: string, weighted: boolean, alpha: number): Promise<Float64Array> {
  const [method, parameters, of = 'value'] = measures[name]!;
  const all = {
    ...parameters,
    ...(method === networkCore ? {} : { weighted }),
    ...(method === networkKatz ? { alpha } : {}),
  };
  return column(await runMethod(method, { graph: graphOf(list) }, all), of);
}

/** networkx leaves the effective size of nodes that address nobody undefined, although Burt's ties go both ways. */
function expectMeasure(name: string, found: Float64Array, wanted: readonly (number | null)[]): void {
  expectClose(
    name === 'effectiveSize' ? found.map((one, v) => (wanted[v] === null ? Number.NaN : one)) : found,
    wanted,
  );
}

describe.each(smallGraphs)('random graph, %s', (_, graph, list) => {
  for (const [name, wanted] of Object.entries(graph.unweighted)) {
    // Where the power method does not settle there is nothing to compare.
    if (wanted)
      test(`${name} is networkx’s`, async () => {
        expectMeasure(name, await measured(list, name, false, graph.alpha), wanted);
      });
  }
  for (const [name, wanted] of Object.entries(graph.weighted ?? {})) {
    if (wanted)
      test(`${name} with weights is networkx’s`, async () => {
        expectMeasure(name, await measured(list, name, true, graph.alpha), wanted);
      });
  }

  test('the summary is networkx’s', async () => {
    const found = await runMethod(networkSummary, { graph: graphOf(list) });
    expectWhole(found, graph.whole);
  });
});

function expectWhole(found: Artefact, whole: Readonly<Record<string, number | null>>): void {
  const { summary } = aboutOf<{ summary: Record<string, number | null> & { distances: Record<string, number> } }>(
    found,
  );
  for (const [name, wanted] of Object.entries(whole)) {
    if (name === 'bridges' || name === 'articulationPoints') continue;
    const value = name === 'diameter' || name === 'meanPath' ? summary.distances[name] : summary[name];
    try {
      expectClose([value ?? null], [wanted]);
    } catch (error) {
      throw new Error(`${name}, ${(error as Error).message}`);
    }
  }
}

function shared(name: string, file: string, directed: boolean, wanted: LargeGraph): void {
  withData(sharedData('graphs', file), `${name}: every measure is networkx’s or igraph’s`, async (path) => {
    const { graph } = graphOfFile(path, directed);
    const list = edgeList(graph);
    for (const [measure, values] of Object.entries(wanted.byNode)) {
      try {
        expectSampled(await measured(list, measure, wanted.weighted, wanted.alpha), values, wanted.step);
      } catch (error) {
        throw new Error(`${measure}, ${(error as Error).message}`);
      }
    }
    expectWhole(await runMethod(networkSummary, { graph }), wanted.whole);
  });
}

shared('Les Misérables, weighted', 'lesmis.edges', false, reference.lesmis);
shared('e-mails, directed', 'emaileu.edges', true, reference.emaileu);
shared('e-mails, read without direction', 'emaileu.edges', false, reference.emaileuUndirected);
shared('bitcoin ratings, directed', 'bitcoinotc.edges', true, reference.bitcoinotc);

withData(sharedData('graphs', 'karate.edges'), 'karate club: every measure is networkx’s', async (path) => {
  const { graph } = graphOfFile(path, false);
  for (const [name, wanted] of Object.entries(reference.karate.unweighted))
    expectClose(await measured(edgeList(graph), name, false, reference.karate.alpha), wanted!);
  expectWhole(await runMethod(networkSummary, { graph }), reference.karate.whole);
});
