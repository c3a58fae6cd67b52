import { drawnGraph } from '../../activities/drawn-graph';
import { gexfOf } from '../../analysis/network/layout/gexf';
import type { Artefact } from '../../domain/artefact';

const graph: Artefact = {
  kind: 'graph',
  columns: { source: Int32Array.of(0, 1), target: Int32Array.of(1, 2), weight: Float64Array.of(1, 4) },
  about: { nodes: 3, directed: true },
};
const measure = (node: number[], value: number[]): Artefact => ({
  kind: 'node-measure',
  columns: { node: Int32Array.from(node), value: Float64Array.from(value) },
  about: {},
});

test('an exported graph has the values, colours and places that tasks found, and no person’s name', () => {
  const drawn = drawnGraph(graph, [
    { id: 'top-nodes', method: 'network/degree', artefact: measure([2, 0], [5, 1]) },
    { id: 'groups', method: 'network/communities', artefact: measure([0, 1, 2], [0, 0, 1]) },
    {
      id: 'places',
      method: 'network/layout',
      artefact: {
        kind: 'node-labels',
        columns: { node: Int32Array.of(0, 1, 2), x: Float64Array.of(1, 2, 3), y: Float64Array.of(4, 5, 6) },
        about: {},
      },
    },
  ]);
  expect(Array.from(drawn.values!.top_nodes!)).toEqual([1, Number.NaN, 5]);
  expect([0, 1, 2].map((node) => drawn.colour!(node))).toEqual(['#0072b2', '#0072b2', '#e69f00']);
  const text = gexfOf(drawn);
  expect(text).toContain('<viz:position x="3" y="6" z="0"/>');
  expect(text).toContain('label="person 2"');
  expect(text).toContain('weight="4"');
});

test('tags are named, and a graph alone is drawn without places or colours', () => {
  const tags = { ...graph, about: { nodes: 3, directed: false, names: ['a', 'b', 'c'] } };
  const text = gexfOf(drawnGraph(tags, []));
  expect(text).toContain('label="#a"');
  expect(text).not.toContain('viz:position');
  expect(text).not.toContain('viz:color');
});
