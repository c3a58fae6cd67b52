import { networkHomophily } from '../../../../analysis/network/groups/homophily';
import { reversed, shuffleTest, socialCorrelation } from '../../../../analysis/network/groups/social-correlation';
import { Xoshiro128 } from '../../../../analysis/statistics/random';
import { readFileSync } from 'node:fs';
import { numbers, strings } from '../../../../domain/artefact';
import { withData } from '../../../shared-data';
import { aboutOf, runMethod } from '../../run-method';
import { graphFile, knownCommunities, labelsArtefact, sharedGraph } from '../communities/known-communities';
import { graphOf, listOf } from '../graphs';

interface Summary {
  share: number | null;
  expected: number;
  assortativity: number;
  ei: number;
  p: number;
  pLess: number;
  z: number;
}

withData(graphFile('emaileu.labels'), 'share of same-label ties and assortativity are networkx’s', async () => {
  for (const one of knownCommunities.assortativity) {
    const list = sharedGraph(one.graph, one.directed);
    const labels = readFileSync(graphFile(`${one.graph}.labels`)!, 'utf8')
      .trim()
      .split('\n');
    const found = await runMethod(
      networkHomophily,
      { graph: graphOf(list), labels: labelsArtefact(labels) },
      { shuffles: 19 },
    );
    const { summary } = aboutOf<{ summary: Summary }>(found);
    expect(Math.abs(summary.share! - one.share)).toBeLessThan(1e-12);
    expect(Math.abs(summary.assortativity - one.assortativity)).toBeLessThan(1e-12);
    expect(summary.ei).toBeCloseTo(1 - 2 * one.share, 12);
    expect(summary.p).toBe(1 / 20);
  }
});

test('under shuffled labels the expected share is that of pairs drawn at random', async () => {
  const random = new Xoshiro128(3);
  const edges = Array.from({ length: 300 }, () => [random.below(40), random.below(40)] as const).filter(
    ([a, b]) => a !== b,
  );
  const labels = Array.from({ length: 40 }, (_, v) => (v < 25 ? 'a' : 'b'));
  const found = await runMethod(networkHomophily, {
    graph: graphOf(listOf(40, true, edges)),
    labels: labelsArtefact(labels),
  });
  const { summary } = aboutOf<{ summary: Summary }>(found);
  const chance = (25 * 24 + 15 * 14) / (40 * 39);
  expect(Math.abs(summary.expected - chance)).toBeLessThan(0.006);
  expect(summary.p + summary.pLess).toBeGreaterThan(1);
  expect(strings(found, 'label')).toEqual(['a', 'b']);
  const inside = numbers(found, 'inside');
  const outside = numbers(found, 'outside');
  expect(outside[0]).toBe(outside[1]);
  expect(inside[0]! + inside[1]! + outside[0]!).toBe(edges.length);
});

test('the permutation p is uniform where labels mean nothing', async () => {
  const random = new Xoshiro128(8);
  let small = 0;
  for (let round = 0; round < 60; round++) {
    const edges = Array.from({ length: 60 }, () => [random.below(20), random.below(20)] as const);
    const labels = random.shuffle(Array.from({ length: 20 }, (_, v) => (v < 10 ? 'a' : 'b')));
    const found = await runMethod(
      networkHomophily,
      { graph: graphOf(listOf(20, true, edges)), labels: labelsArtefact(labels) },
      { shuffles: 99 },
    );
    if (aboutOf<{ summary: Summary }>(found).summary.p <= 0.2) small++;
  }
  // A fifth of 60 is 12; four standard deviations to each side.
  expect(small).toBeGreaterThan(0);
  expect(small).toBeLessThan(25);
});

test('the slope on friends who adopted is statsmodels’ logistic regression', () => {
  const one = knownCommunities.correlation;
  const times = one.times.map((time) => time ?? Number.NaN);
  const found = socialCorrelation(listOf(one.nodes, true, one.edges), times, one.steps)!;
  expect(found.trials).toBe(one.trials);
  expect(found.alpha).toBeCloseTo(one.alpha, 8);
  expect(found.error).toBeCloseTo(one.error, 6);
});

/** Adoption on random ties, by infection along ties or at random times. */
function spread(byInfection: boolean, seed: number) {
  const random = new Xoshiro128(seed);
  const n = 400;
  const edges = Array.from({ length: 2400 }, () => [random.below(n), random.below(n)] as const);
  const list = listOf(n, true, edges);
  const times = new Array<number>(n).fill(Number.NaN);
  for (let t = 0; t < 20; t++) {
    const active = new Array<number>(n).fill(0);
    for (const [a, b] of edges) if (times[b]! < t) active[a]!++;
    for (let v = 0; v < n; v++)
      if (Number.isNaN(times[v]!) && random.next() < (byInfection ? 0.01 + 0.05 * active[v]! : 0.06)) times[v] = t;
  }
  return { list, times };
}

test('influence shows in the shuffle test and in reversed ties, chance does not', () => {
  const infected = spread(true, 1);
  const influence = shuffleTest(infected.list, infected.times, 20, 100, new Xoshiro128(2));
  expect(influence.p).toBeLessThan(0.05);
  const forwards = socialCorrelation(infected.list, infected.times, 20)!;
  const backwards = socialCorrelation(reversed(infected.list), infected.times, 20)!;
  expect(forwards.alpha).toBeGreaterThan(backwards.alpha + forwards.error);
  let small = 0;
  for (let seed = 10; seed < 20; seed++) {
    const chance = spread(false, seed);
    if (shuffleTest(chance.list, chance.times, 20, 40, new Xoshiro128(seed)).p! < 0.05) small++;
  }
  expect(small).toBeLessThan(4);
});

test('the shuffle test’s p and interval tell the same story', () => {
  const verdicts = new Set<boolean>();
  for (let seed = 0; seed < 9; seed++) {
    const { list, times } = spread(seed % 2 === 0, seed);
    const found = shuffleTest(list, times, 20, 59, new Xoshiro128(seed));
    const { alpha } = socialCorrelation(list, times, 20)!;
    const outside = alpha < found.low! || alpha > found.high!;
    expect(found.p! <= 0.05).toBe(outside);
    verdicts.add(outside);
  }
  expect(verdicts.size).toBe(2);
});

test('too few shuffles bound no interval', () => {
  const { list, times } = spread(true, 1);
  const found = shuffleTest(list, times, 20, 38, new Xoshiro128(2));
  expect([found.low, found.high]).toEqual([null, null]);
  expect(found.p).toBeGreaterThan(0.05);
});

test('what cannot be said is said so', async () => {
  const graph = graphOf(
    listOf(4, false, [
      [0, 1],
      [2, 3],
    ]),
  );
  await expect(async () => runMethod(networkHomophily, { graph })).rejects.toThrow(/labels=FILE/);
  const same = await runMethod(networkHomophily, { graph, labels: labelsArtefact(['a', 'a', 'a', 'a']) });
  expect(aboutOf<{ summary: object }>(same).summary).toMatchObject({
    share: null,
    reason: expect.stringMatching('same label') as string,
  });
  const none = await runMethod(networkHomophily, { graph, labels: labelsArtefact(['a', null, 'b', null]) });
  expect(aboutOf<{ summary: object }>(none).summary).toMatchObject({ share: null });
  await expect(async () =>
    runMethod(networkHomophily, { graph, adoption: labelsArtefact(['early', '2', null, null]) }),
  ).rejects.toThrow(/found 1 other/);
});
