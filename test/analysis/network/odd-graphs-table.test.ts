import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Artefact, rowCount } from '../../../domain/artefact';
import { AssayError } from '../../../domain/errors';
import type { Method } from '../../../domain/method';
import { allMethods } from '../../../methods';
import { projectRoot } from '../../../settings';
import { aboutOf, contextOf } from '../run-method';
import { graphOf, listOf } from './graphs';
import { dataOf } from './posts';

/** Four triangles in a ring, and two ties across. */
const nodes = 12;
const ties: readonly (readonly [number, number])[] = [
  ...[0, 3, 6, 9].flatMap((a): [number, number][] => [
    [a, a + 1],
    [a + 1, a + 2],
    [a, a + 2],
    [a + 2, (a + 3) % nodes],
  ]),
  [1, 7],
  [4, 10],
];
const weighing = (weight: number) => ties.map(([a, b], i) => [a, b, i % 3 === 1 ? weight : 1] as const);

function artefactOf(count: number, edges: readonly (readonly [number, number, number?])[]): Artefact {
  const plain = graphOf(listOf(count, false, edges));
  const graph = { ...plain, columns: { ...plain.columns, time: Float64Array.from(edges, (_, i) => i % 5) } };
  // As the reader of files does it: a negative weight is a negative sign.
  const sign = Int8Array.from(edges, (edge) => Math.sign(edge[2] ?? 1) || 1);
  return sign.some((one) => one < 0) ? { ...graph, columns: { ...graph.columns, sign } } : graph;
}

/** Methods that say nothing without labels. */
const labelled = new Set(['network/assortativity', 'network/homophily', 'network/exposure']);

async function resultOf(method: Method, graph: Artefact): Promise<Artefact | 'refused'> {
  const { nodes: count } = aboutOf<{ nodes: number }>(graph);
  const label = Array.from({ length: count }, (_, v) => (v % 2 === 0 ? 'a' : 'b'));
  const adopted = Array.from({ length: count }, (_, v) => String(v));
  const labels = (of: string[]): Artefact => ({ kind: 'node-labels', columns: { label: of }, about: {} });
  const weighted = method.parameters.safeParse({ weighted: true });
  try {
    return await method.run(
      {
        graph,
        ...(labelled.has(method.id) ? { labels: labels(label) } : {}),
        ...(method.id === 'network/adoption' ? { adopted: labels(adopted) } : {}),
      } as never,
      (weighted.success ? weighted.data : method.parameters.parse({})) as never,
      contextOf(),
    );
  } catch (error) {
    // Anything else is a fault.
    if (error instanceof AssayError) return 'refused';
    throw error;
  }
}

/** What a graph with little in it gets: values; null for every node, `reason` where the summary says why; nothing to list. */
async function ofLittle(method: Method, graph: Artefact): Promise<string> {
  const found = await resultOf(method, graph);
  if (found === 'refused') return found;
  const { value } = found.columns;
  const summary = aboutOf<{ summary?: Record<string, unknown> }>(found).summary ?? {};
  const numbers = Array.from((value ?? []) as Float64Array);
  if (numbers.some((one) => !Number.isNaN(one))) return 'values';
  if (summary.notEnoughData ?? summary.reason ?? summary.note) return 'reason';
  if (numbers.length > 0) return 'null';
  return rowCount(found) === 0 && Object.keys(found.columns).length > 0 ? 'empty' : 'values';
}

/** What a result says, without the counts of edges that were given. */
function said(found: Artefact): string {
  const { columns, about } = found;
  const counts = new Set(['edges', 'edgesUsed', 'selfLoops', 'edgeTrials', 'leftOut']);
  const rows = Object.entries(columns).map(([name, column]) => [name, Array.from(column as ArrayLike<unknown>)]);
  const whole = Object.keys(columns).length > 0 ? {} : about;
  return JSON.stringify([rows, whole], (key, value: unknown) => (counts.has(key) ? undefined : value));
}

/** Whether the second graph is answered as the first is. */
async function compared(method: Method, plain: Artefact, odd: Artefact): Promise<string> {
  const [before, after] = [await resultOf(method, plain), await resultOf(method, odd)];
  if (before === 'refused' || after === 'refused') return 'refused';
  return said(before) === said(after) ? 'ignored' : 'count';
}

const plain = artefactOf(nodes, ties);

async function rowOf(method: Method): Promise<readonly string[]> {
  const loops = artefactOf(nodes, [...ties, [0, 0], [3, 3]]);
  return [
    await ofLittle(method, artefactOf(0, [])),
    await ofLittle(method, artefactOf(1, [])),
    await ofLittle(method, artefactOf(nodes, [])),
    await ofLittle(method, artefactOf(nodes + 3, [...ties, [nodes, nodes + 1]])),
    await compared(method, plain, loops),
    await compared(method, plain, artefactOf(nodes, weighing(-2))),
    await compared(method, plain, artefactOf(nodes, weighing(0))),
  ];
}

const ofNetworks = allMethods().filter(({ id }) => id.startsWith('network/'));
const takesGraph = ({ inputs, optional = [] }: Method): boolean =>
  inputs.graph === 'graph' && Object.keys(inputs).every((name) => name !== 'posts' || optional.includes('graph'));

/** Rows of the table under the heading, by the method in the first cell. */
function table(heading: string): ReadonlyMap<string, readonly string[]> {
  const text = readFileSync(path.join(projectRoot, 'docs', 'networks.md'), 'utf8');
  const part = text.slice(text.indexOf(heading));
  const rows = part.slice(0, part.indexOf('\n#', 1)).matchAll(/^\| `(network\/[a-z-]+)` \|(.*)\|$/gm);
  return new Map([...rows].map((row) => [row[1]!, row[2]!.split('|').map((cell) => cell.trim())]));
}

const graphs = table('### Every method on odd graphs');
const posts = table('### Every method without posts');

test('the tables name each method of networks once', () => {
  expect([...graphs.keys(), ...posts.keys()].sort()).toEqual(ofNetworks.map(({ id }) => id).sort());
});

test.each(ofNetworks.filter(takesGraph).map((method) => [method.id, method] as const))(
  '%s answers odd graphs as its row says',
  async (id, method) => {
    expect(await rowOf(method)).toEqual(graphs.get(id));
  },
);

test.each(ofNetworks.filter((method) => !takesGraph(method)).map((method) => [method.id, method] as const))(
  '%s answers no posts as its row says',
  async (id, method) => {
    const persons: Artefact = { kind: 'graph', columns: {}, about: { nodes: 0, directed: true, people: [] } };
    const communities = { kind: 'node-measure', columns: { node: new Int32Array(0), value: new Float64Array(0) } };
    const inputs = { ...dataOf([]), graph: persons, communities };
    const needed = id === 'network/opinions' ? { measure: { count: 'like' } } : {};
    const found = await method.run(inputs as never, method.parameters.parse(needed) as never, contextOf());
    const summary = aboutOf<{ summary?: Record<string, unknown> }>(found).summary ?? {};
    expect([(summary.reason ?? summary.notEnoughData) ? 'reason' : rowCount(found) === 0 ? 'empty' : 'values']).toEqual(
      posts.get(id),
    );
  },
);
