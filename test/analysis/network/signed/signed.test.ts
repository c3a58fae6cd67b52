import { frustration } from '../../../../analysis/network/signed/frustration';
import { networkSigned } from '../../../../analysis/network/signed/signed';
import { signedPairs } from '../../../../analysis/network/signed/signed-pairs';
import { theories, triadCounts } from '../../../../analysis/network/signed/triads';
import { Xoshiro128 } from '../../../../analysis/statistics/random';
import { withData } from '../../../shared-data';
import { aboutOf, runMethod } from '../../run-method';
import { graphFile, knownCommunities } from '../communities/known-communities';
import { graphOf, listOf, readEdges } from '../graphs';

type Edge = [number, number, number];

withData(
  graphFile('bitcoinotc.edges'),
  'triads of the trust network are those of the traces of its matrices',
  (file) => {
    const pairs = signedPairs(readEdges(file));
    expect(triadCounts(pairs)).toEqual(knownCommunities.signed.triads);
    expect(pairs.sign.filter((one) => one > 0)).toHaveLength(knownCommunities.signed.positive);
    expect(pairs.sign.filter((one) => one < 0)).toHaveLength(knownCommunities.signed.negative);
  },
);

function randomSigned(n: number, share: number, seed: number): Edge[] {
  const random = new Xoshiro128(seed);
  const edges: Edge[] = [];
  for (let a = 0; a < n; a++)
    for (let b = a + 1; b < n; b++)
      if (random.next() < share) edges.push([a, b, random.next() < 0.5 ? -1 - random.below(3) : 1]);
  return edges;
}

/** Every split into two camps. */
function leastFrustrated(n: number, edges: readonly Edge[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (let split = 0; split < 2 ** (n - 1); split++) {
    let count = 0;
    for (const [a, b, w] of edges) if ((((split >> a) ^ (split >> b)) & 1) === (w > 0 ? 1 : 0)) count++;
    least = Math.min(least, count);
  }
  return least;
}

test('the frustration index is that of the best of all splits', () => {
  for (let seed = 0; seed < 30; seed++) {
    const n = 4 + (seed % 8);
    const edges = randomSigned(n, 0.2 + (seed % 5) / 6, seed);
    const found = frustration(signedPairs(listOf(n, false, edges)), 10, new Xoshiro128(seed));
    expect(found.exact).toBe(true);
    expect(found.upper).toBe(leastFrustrated(n, edges));
    const unsatisfied = edges.filter(([a, b, w]) => (found.camp[a] === found.camp[b]) !== w > 0);
    expect(unsatisfied).toHaveLength(found.upper);
  }
});

test('in larger graphs the index lies between the bounds, and two planted camps are found', () => {
  const random = new Xoshiro128(12);
  const edges = randomSigned(60, 0.3, 5).map(([a, b]): Edge => [a, b, a % 2 === b % 2 ? 1 : -1]);
  const balanced = frustration(signedPairs(listOf(60, false, edges)), 10, random);
  expect(balanced).toMatchObject({ upper: 0, lower: 0, exact: true });
  // A few signs turned over: each frustrates at most itself.
  const turned = edges.map(([a, b, w], e): Edge => [a, b, e % 40 === 0 ? -w : w]);
  const wrong = turned.filter((_, e) => e % 40 === 0).length;
  const found = frustration(signedPairs(listOf(60, false, turned)), 20, random);
  expect(found.upper).toBeLessThanOrEqual(wrong);
  expect(found.lower).toBeGreaterThan(0);
  expect(found.lower).toBeLessThanOrEqual(found.upper);
});

test('status and balance foretell signs as a count over all triples says', () => {
  const random = new Xoshiro128(31);
  const n = 14;
  const sign: number[][] = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  const edges: Edge[] = [];
  for (let a = 0; a < n; a++)
    for (let b = 0; b < n; b++)
      if (a !== b && random.below(3) === 0) {
        sign[a]![b] = random.below(3) === 0 ? -1 : 1;
        edges.push([a, b, sign[a]![b]!]);
      }
  const status = { predicted: 0, right: 0 };
  const balance = { predicted: 0, right: 0 };
  for (let a = 0; a < n; a++)
    for (let b = 0; b < n; b++)
      for (let c = 0; c < n; c++) {
        if (sign[a]![b] === 0 || c === a || c === b || a === b) continue;
        for (const [s, rise] of [
          [sign[a]![c]!, 1],
          [sign[c]![a]!, -1],
        ] as const)
          for (const [t, onward] of [
            [sign[c]![b]!, 1],
            [sign[b]![c]!, -1],
          ] as const) {
            if (s === 0 || t === 0) continue;
            balance.predicted++;
            if (s * t === sign[a]![b]) balance.right++;
            if (s * rise === t * onward) {
              status.predicted++;
              if (s * rise === sign[a]![b]) status.right++;
            }
          }
      }
  const found = theories(signedPairs(listOf(n, true, edges)));
  expect(found.status).toMatchObject(status);
  expect(found.balance).toMatchObject(balance);
});

test('signs come from weights or a column; zeros, loops and contradictions are told', async () => {
  const list = listOf(4, true, [
    [0, 1, 1],
    [1, 0, -1],
    [1, 2, -3],
    [2, 2, 1],
    [2, 3, 0],
    [0, 2, 5],
  ]);
  const found = await runMethod(networkSigned, { graph: graphOf(list) });
  expect(aboutOf<{ summary: object }>(found).summary).toMatchObject({
    pairs: 3,
    positive: 1,
    negative: 1,
    conflicting: 1,
    leftOut: 2,
    reciprocal: 1,
    frustration: 0,
    triads: { balanced: null },
  });
  const signed = graphOf({
    ...listOf(3, false, [
      [0, 1],
      [1, 2],
      [0, 2],
    ]),
    sign: Int8Array.of(1, 1, -1),
  });
  const column = { ...signed, columns: { ...signed.columns, sign: Int8Array.of(1, 1, -1) } };
  const one = await runMethod(networkSigned, { graph: column });
  expect(aboutOf<{ summary: object }>(one).summary).toMatchObject({
    triads: { '0': 0, '1': 1, '2': 0, '3': 0, balanced: 0 },
    frustration: 1,
  });
  const none = await runMethod(networkSigned, { graph: graphOf(listOf(0, false, [])) });
  expect(aboutOf<{ summary: object }>(none).summary).toMatchObject({ polarisation: null, positive: 0 });
});
