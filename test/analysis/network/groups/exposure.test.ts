import { readFileSync } from 'node:fs';
import { brokerage } from '../../../../analysis/network/groups/brokerage';
import { randomWalkControversy } from '../../../../analysis/network/groups/controversy';
import { networkExposure } from '../../../../analysis/network/groups/exposure';
import { Xoshiro128 } from '../../../../analysis/statistics/random';
import { numbers } from '../../../../domain/artefact';
import { withData } from '../../../shared-data';
import { aboutOf, runMethod } from '../../run-method';
import { graphFile, knownCommunities, labelsArtefact, sharedGraph } from '../communities/known-communities';
import { graphOf, listOf } from '../graphs';

withData(
  graphFile('karate.labels'),
  'random-walk controversy of the clubs is the solution of its linear equations',
  (file) => {
    const list = sharedGraph('karate', false);
    const labels = readFileSync(file, 'utf8').trim().split('\n');
    const side = Int8Array.from(labels, (one) => (one === 'Mr. Hi' ? 1 : 2));
    for (const one of knownCommunities.controversy) {
      const found = randomWalkControversy(list, side, one.authorities, new Xoshiro128(1));
      expect(found.value).toBeCloseTo(one.value, 7);
      expect(found.low!).toBeLessThanOrEqual(found.value!);
      expect(found.high!).toBeGreaterThanOrEqual(found.value!);
    }
  },
);

test('controversy is near 1 for two camps and near 0 where sides mean nothing', () => {
  const random = new Xoshiro128(6);
  const edges = (crossing: number): [number, number][] =>
    Array.from({ length: 3000 }, () => {
      const a = random.below(300);
      const other = random.next() < crossing ? random.below(300) : 2 * random.below(150) + (a % 2);
      return [a, other];
    });
  const side = Int8Array.from({ length: 300 }, (_, v) => 1 + (v % 2));
  const split = randomWalkControversy(listOf(300, false, edges(0.01)), side, 10, random);
  const mixed = randomWalkControversy(listOf(300, false, edges(1)), side, 10, random);
  expect(split.value).toBeGreaterThan(0.8);
  expect(Math.abs(mixed.value!)).toBeLessThan(0.1);
  const alone = randomWalkControversy(listOf(3, false, [[0, 1]]), Int8Array.of(1, 1, 2), 1, random);
  expect(alone).toMatchObject({ value: null, low: null, reason: expect.stringMatching('fewer than two') as string });
});

test('brokerage counts every open two-step way by the groups on it', () => {
  const random = new Xoshiro128(9);
  for (const directed of [true, false]) {
    for (let round = 0; round < 10; round++) {
      const n = 12;
      const edges: [number, number][] = [];
      for (let a = 0; a < n; a++)
        for (let b = directed ? 0 : a + 1; b < n; b++) if (a !== b && random.below(4) === 0) edges.push([a, b]);
      const tied = (a: number, b: number): boolean =>
        edges.some(([x, y]) => (x === a && y === b) || (!directed && x === b && y === a));
      const group = Int32Array.from({ length: n }, () => random.below(4) - 1);
      const found = brokerage(listOf(n, directed, edges), group)!;
      const wanted = { coordinator: 0, gatekeeper: 0, representative: 0, consultant: 0, liaison: 0 };
      const v = random.below(n);
      for (let a = 0; a < n; a++) {
        for (let b = 0; b < n; b++) {
          if (a === b || a === v || b === v || !tied(a, v) || !tied(v, b) || tied(a, b)) continue;
          const [ga, gv, gb] = [group[a]!, group[v]!, group[b]!];
          if (ga < 0 || gv < 0 || gb < 0) continue;
          const one = directed ? 1 : 0.5;
          if (ga === gv && gv === gb) wanted.coordinator += one;
          else if (gv === gb) wanted.gatekeeper += one;
          else if (ga === gv) wanted.representative += one;
          else if (ga === gb) wanted.consultant += one;
          else wanted.liaison += one;
        }
      }
      for (const role of Object.keys(wanted) as (keyof typeof wanted)[]) expect(found[role][v]).toBe(wanted[role]);
    }
  }
});

test('a bridge between two cliques is the first node, and takes part in both', async () => {
  const edges: [number, number][] = [
    [4, 10],
    [10, 5],
  ];
  for (const from of [0, 5]) for (let i = 0; i < 5; i++) for (let j = 0; j < i; j++) edges.push([from + j, from + i]);
  const labels = labelsArtefact(Array.from({ length: 11 }, (_, v) => (v < 5 ? 'left' : v < 10 ? 'right' : 'between')));
  const found = await runMethod(networkExposure, { graph: graphOf(listOf(11, false, edges)), labels });
  expect(Array.from(numbers(found, 'node'))[2]).toBe(10);
  const at = Array.from(numbers(found, 'node')).indexOf(10);
  expect(numbers(found, 'liaison')[at]).toBe(1);
  expect(numbers(found, 'participation')[at]).toBeCloseTo(0.5, 12);
  // 20 ties inside, 2 outside.
  const about = aboutOf<{ summary: { ei: { value: number }; expectedEi: number } }>(found);
  expect(about.summary.ei.value).toBeCloseTo((2 - 20) / 22, 12);
  expect(about.summary.expectedEi).toBeCloseTo(1 - 2 * ((21 / 44) ** 2 * 2 + (2 / 44) ** 2), 12);
});

test('without labels groups are communities; without ties there is nothing to say', async () => {
  const found = await runMethod(networkExposure, { graph: graphOf(listOf(4, false, [])) });
  expect(aboutOf<{ summary: object }>(found).summary).toMatchObject({
    groupsFrom: 'communities',
    ei: { value: null, low: null, high: null },
    expectedEi: null,
  });
  const empty = await runMethod(networkExposure, { graph: graphOf(listOf(0, false, [])) });
  expect(aboutOf<{ summary: object }>(empty).summary).toMatchObject({ groups: 0, ei: { value: null } });
});

test('signed ties are refused unless weights and signs are set aside', async () => {
  const list = listOf(3, false, [
    [0, 1, 1],
    [1, 2, 1],
  ]);
  const graph = { ...graphOf(list), columns: { ...graphOf(list).columns, sign: Int8Array.of(1, -1) } };
  await expect(async () => runMethod(networkExposure, { graph })).rejects.toThrow(/found 1 negative/);
  const found = await runMethod(networkExposure, { graph }, { weighted: false });
  expect(numbers(found, 'node')).toHaveLength(3);
});
