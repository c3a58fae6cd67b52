import { edgeList, nodeMeasure, toGraphology } from '../../../../analysis/network/graph/graph';
import { undirected } from '../../../../analysis/network/graph/undirected';
import { numbers } from '../../../../domain/artefact';
import { graphOf, listOf } from '../graphs';

test('a graph artefact reads back as its edges', () => {
  const list = listOf(4, true, [
    [0, 1, 2],
    [3, 1, 0.5],
  ]);
  expect(edgeList(graphOf(list))).toEqual(list);
});

test('both directions of an edge add up, self-loops go, and nodes without an edge stay', () => {
  const found = undirected(
    listOf(5, true, [
      [0, 1, 2],
      [1, 0, 3],
      [2, 2, 9],
      [3, 1, 1],
      [1, 3, 1],
    ]),
  );
  expect(found).toEqual(
    listOf(5, false, [
      [0, 1, 5],
      [1, 3, 2],
    ]),
  );
});

test('graphology gets every node and every weight', () => {
  const graph = toGraphology(
    listOf(4, true, [
      [0, 1, 2],
      [1, 0, 3],
    ]),
  );
  expect([
    graph.order,
    graph.size,
    graph.getEdgeAttribute('0', '1', 'weight'),
    graph.getEdgeAttribute('1', '0', 'weight'),
  ]).toEqual([4, 2, 2, 3]);
});

test('values of nodes come in falling order, equal ones by node', () => {
  const found = nodeMeasure([1, 5, 5, 0], {});
  expect(Array.from(numbers(found, 'node'))).toEqual([1, 2, 0, 3]);
  expect(Array.from(numbers(found, 'value'))).toEqual([5, 5, 1, 0]);
});
