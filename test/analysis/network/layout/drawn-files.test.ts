import { readFileSync } from 'node:fs';
import path from 'node:path';
import { communityColour, type DrawnGraph } from '../../../../analysis/network/layout/drawn-graph';
import { gexfOf } from '../../../../analysis/network/layout/gexf';
import { graphmlOf } from '../../../../analysis/network/layout/graphml';
import { projectRoot } from '../../../../settings';
import { known } from '../../../shared-data';
import { listOf } from '../graphs';

const names = ['a <b>', 'é', '"q"', 'd & e'];
const community = [0, 0, 1, 1];
const x = Float64Array.of(0, 1.5, -2.25, 3);
const y = Float64Array.of(0.125, 0, 7, -1);
const size = Float64Array.of(4, 8, 8, 12);
const ties = [
  [0, 1, 2],
  [1, 2, -1.5],
  [2, 0, 1],
  [3, 3, 1],
] as const;
const time = Float64Array.of(10, 20, 30, 40);
const drawn: DrawnGraph = {
  list: { ...listOf(4, true, ties), sign: Int8Array.of(1, -1, 1, 1), time },
  label: (v) => names[v]!,
  x,
  y,
  size,
  colour: (v) => communityColour(community[v]!),
  values: { community },
};

interface Seen {
  readonly directed: boolean;
  readonly nodes: readonly Readonly<Record<string, unknown>>[];
  readonly edges: readonly (readonly [number, number, Readonly<Record<string, number>>])[];
}
const { valid, gexf, graphml, igraph } = known<{ valid: boolean; gexf: Seen; graphml: Seen; igraph: Seen }>(
  'layout.json',
);
const written = (name: string): string => readFileSync(path.join(projectRoot, 'test', 'known', name), 'utf8');

// Both halves together say that others read what is written: the text is that of a file, of which readers' views are known.
test('the files are those that networkx, igraph and the schema of GEXF were given', () => {
  expect(gexfOf(drawn)).toBe(written('layout.gexf'));
  expect(graphmlOf(drawn)).toBe(written('layout.graphml'));
  expect(valid).toBe(true);
});

interface SeenByGephi {
  readonly complaints: string;
  readonly directed: boolean;
  readonly nodes: readonly Readonly<Record<string, unknown>>[];
  readonly edges: readonly Readonly<Record<string, unknown>>[];
}

test.each(['gexf', 'graphml'] as const)('Gephi reads all of it in the %s', (format) => {
  const { complaints, directed, nodes, edges } = known<Record<typeof format, SeenByGephi>>('layout-gephi.json')[format];
  expect({ complaints, directed }).toEqual({ complaints: '', directed: true });
  expect(nodes).toEqual(
    names.map((label, v) => {
      const colour = v < 2 ? [0, 114, 178] : [230, 159, 0];
      return { label, community: community[v], x: x[v], y: y[v], size: size[v], colour };
    }),
  );
  expect(edges).toEqual(
    ties.map(([a, b, weight], e) => ({
      ends: [names[a], names[b]],
      weight,
      sign: Math.sign(weight),
      start: time[e],
    })),
  );
});

test('networkx reads names, communities, places, sizes, colours, weights, signs and times in the GEXF', () => {
  expect(gexf.directed).toBe(true);
  gexf.nodes.forEach((node, v) => {
    const [r, g, b] = v < 2 ? [0, 114, 178] : [230, 159, 0];
    const viz = { position: { x: x[v], y: y[v], z: 0 }, size: size[v], color: { r, g, b, a: 1 } };
    expect(node).toEqual({ label: names[v], community: community[v], viz });
  });
  gexf.edges.forEach(([a, b, { weight, sign, start }], e) => {
    expect([a, b, weight]).toEqual(ties[e]);
    expect([sign, start]).toEqual([Math.sign(ties[e]![2]), time[e]]);
  });
});

test.each([
  ['networkx', graphml],
  ['igraph', igraph],
])('%s reads the same in the GraphML', (_, found) => {
  expect(found.directed).toBe(true);
  found.nodes.forEach((node, v) => {
    const [r, g, b] = v < 2 ? [0, 114, 178] : [230, 159, 0];
    const place = { x: x[v], y: y[v], size: size[v], r, g, b };
    expect(node).toMatchObject({ label: names[v], community: community[v], ...place });
  });
  found.edges.forEach(([a, b, { weight, sign, time: at }], e) => {
    expect([a, b, weight]).toEqual(ties[e]);
    expect([sign, at]).toEqual([Math.sign(ties[e]![2]), time[e]]);
  });
});
