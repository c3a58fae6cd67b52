import { communityEvolution } from '../../../../analysis/network/communities/community-evolution';
import { timeSlices } from '../../../../analysis/network/communities/slices';
import { timelines } from '../../../../analysis/network/communities/timelines';
import { numbers, strings } from '../../../../domain/artefact';
import { aboutOf, runMethod } from '../../run-method';
import { listOf } from '../graphs';

const options = { threshold: 0.3, patience: 0, change: 0.1 };
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

test('each of the events of Greene et al. is told', () => {
  const steps = timelines(
    [
      [range(0, 10), range(20, 26), range(30, 36)],
      // The first grows, the other two become one, a fourth is born.
      [range(0, 13), [...range(20, 26), ...range(30, 36)], range(50, 55)],
      // The first falls into two, the fourth is gone.
      [range(0, 7), range(7, 13), [...range(20, 26), ...range(30, 36)]],
    ],
    options,
  );
  const events = (slice: number): [number, string][] =>
    steps.filter((one) => one.slice === slice).map((one) => [one.timeline, one.event]);
  expect(events(0)).toEqual([
    [0, 'birth'],
    [1, 'birth'],
    [2, 'birth'],
  ]);
  expect(events(1)).toEqual([
    [0, 'growth'],
    [1, 'merge'],
    [3, 'birth'],
  ]);
  expect(events(2)).toEqual([
    [0, 'contraction'],
    [1, 'continuity'],
    [3, 'death'],
    [4, 'split'],
  ]);
  expect(steps.find((one) => one.event === 'merge')).toMatchObject({ related: [2], before: 6, size: 12, jaccard: 0.5 });
  expect(steps.find((one) => one.event === 'split')).toMatchObject({ related: [0] });
});

test('a community may be missing for as long as patience lasts', () => {
  const slices = [[range(0, 6)], [], [range(0, 6)]];
  expect(timelines(slices, { ...options, patience: 1 }).map((one) => one.event)).toEqual(['birth', 'continuity']);
  expect(timelines(slices, options).map((one) => one.event)).toEqual(['birth', 'death', 'birth']);
});

/** Two cliques over three slices; in the last, half of the second has joined the first. */
function timed() {
  const edges: [number, number][] = [];
  const time: number[] = [];
  const clique = (nodes: readonly number[], at: number): void => {
    for (const a of nodes)
      for (const b of nodes)
        if (a < b) {
          edges.push([a, b]);
          time.push(at);
        }
  };
  for (const at of [0, 15]) {
    clique(range(0, 6), at);
    clique(range(6, 12), at);
  }
  clique(range(0, 6), 30);
  return { ...listOf(13, false, [...edges, [0, 12]]), time: Float64Array.from([...time, Number.NaN]) };
}

test('slices hold the edges of their time, the last its end as well', () => {
  const slices = timeSlices(timed(), 3, 'length');
  expect(slices.map((one) => [one.from, one.to, one.list.source.length])).toEqual([
    [0, 10, 30],
    [10, 20, 30],
    [20, 30, 15],
  ]);
});

test('communities of a timed graph are followed, with the nodes that move and a picture', async () => {
  const list = timed();
  const graph = {
    kind: 'graph' as const,
    columns: { source: list.source, target: list.target, weight: list.weight, time: list.time },
    about: { nodes: 13, directed: false },
  };
  const found = await runMethod(communityEvolution, { graph }, { slices: 3, patience: 0 });
  const about = aboutOf<{
    summary: { timelines: number; events: Record<string, number>; untimed: number };
    flows: { slice: number; from: number; to: number; nodes: number }[];
    picture: string;
  }>(found);
  expect(about.summary).toMatchObject({ timelines: 2, untimed: 1, events: { continuity: 3, death: 1, birth: 0 } });
  expect(about.flows).toContainEqual({ slice: 0, from: 1, to: 1, nodes: 6 });
  expect(about.flows.reduce((sum, flow) => sum + flow.nodes, 0)).toBe(18);
  expect(about.picture.match(/<rect/g)).toHaveLength(5);
  expect(strings(found, 'event').filter((one) => one === 'death')).toHaveLength(1);
  expect(Array.from(numbers(found, 'size'))).toEqual([6, 6, 6, 6, 6, 0]);
});

test('a graph without times is not enough', async () => {
  const graph = { kind: 'graph' as const, columns: listOf(3, false, [[0, 1]]), about: { nodes: 3, directed: false } };
  const found = await runMethod(communityEvolution, { graph });
  expect(aboutOf<{ summary: object }>(found).summary).toMatchObject({ notEnoughData: true, slices: 0 });
});
