import { networkDegree } from '../../../analysis/network/degree';
import { sharedData } from '../../../settings';
import { known, withData } from '../../shared-data';
import { runMethod } from '../run-method';
import { byNode, graphOf, listOf, readEdges } from './graphs';

const values = known<{
  karate: { degree: number[] };
  lesmis: { degree: number[]; strength: number[] };
  emaileu: { all: { maxInDegree: number; maxOutDegree: number } };
}>('networkx.json');

async function degrees(list: Parameters<typeof graphOf>[0], parameters: object = {}): Promise<number[]> {
  return byNode(await runMethod(networkDegree, { graph: graphOf(list) }, parameters));
}

withData(sharedData('graphs', 'karate.edges'), 'degrees of the karate club are networkx’s', async (file) => {
  expect(await degrees(readEdges(file))).toEqual(values.karate.degree);
});

withData(sharedData('graphs', 'lesmis.edges'), 'degree and strength in Les Misérables are networkx’s', async (file) => {
  expect(await degrees(readEdges(file))).toEqual(values.lesmis.degree);
  expect(await degrees(readEdges(file), { weighted: true })).toEqual(values.lesmis.strength);
});

withData(sharedData('graphs', 'emaileu.edges'), 'the largest degrees in and out are networkx’s', async (file) => {
  const list = readEdges(file);
  expect(Math.max(...(await degrees(list, { direction: 'in' })))).toBe(values.emaileu.all.maxInDegree);
  expect(Math.max(...(await degrees(list, { direction: 'out' })))).toBe(values.emaileu.all.maxOutDegree);
});

test('in, out and all of a small directed graph', async () => {
  const list = listOf(3, true, [
    [0, 1, 2],
    [0, 2, 3],
    [1, 2, 5],
  ]);
  expect(await degrees(list, { direction: 'in' })).toEqual([0, 1, 2]);
  expect(await degrees(list, { direction: 'out' })).toEqual([2, 1, 0]);
  expect(await degrees(list)).toEqual([2, 2, 2]);
  expect(await degrees(list, { direction: 'in', weighted: true })).toEqual([0, 2, 8]);
});

test('without direction in and out are the same', async () => {
  const list = listOf(3, false, [
    [0, 1],
    [1, 2],
  ]);
  for (const direction of ['in', 'out', 'all']) expect(await degrees(list, { direction })).toEqual([1, 2, 1]);
});
