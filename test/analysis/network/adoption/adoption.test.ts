import { networkAdoption } from '../../../../analysis/network/adoption/adoption';
import { bassCumulative, bassRegression, fitBass } from '../../../../analysis/network/adoption/bass';
import { exposureCurve, exposures } from '../../../../analysis/network/adoption/exposure';
import { csrOf } from '../../../../analysis/network/graph/csr';
import { known } from '../../../shared-data';
import { aboutOf, postsOf, runMethod } from '../../run-method';
import { graphOf, listOf } from '../graphs';
import { dataOf } from '../posts';

type Three = { readonly p: number; readonly q: number; readonly market: number };
const { bass } = known<{ bass: { sales: number[]; regression: Three; fit: Three; errors: Three } }>('diffusion.json');

test('Bass’s regression on his room air conditioners equals numpy', () => {
  const found = bassRegression(bass.sales)!;
  for (const name of ['p', 'q', 'market'] as const) expect(found[name] / bass.regression[name]).toBeCloseTo(1, 9);
});

test('the least-squares fit and its errors equal scipy’s curve_fit', () => {
  const found = fitBass(bass.sales)!;
  expect(found.converged).toBe(true);
  for (const name of ['p', 'q', 'market'] as const) {
    expect(found[name].value / bass.fit[name]).toBeCloseTo(1, 5);
    // Student's t with ten degrees of freedom.
    const half = (found[name].high! - found[name].low!) / 2;
    expect(half / (2.228138852 * bass.errors[name])).toBeCloseTo(1, 3);
  }
});

test('a curve made by the model gives its parameters back, whatever the unit of time', () => {
  for (const [p, q, n] of [
    [0.03, 0.38, 15],
    [0.002, 0.05, 120],
    [0.2, 0.01, 12],
  ] as const) {
    const counts = Array.from({ length: n }, (_, i) => 5000 * (bassCumulative(i + 1, p, q) - bassCumulative(i, p, q)));
    const found = fitBass(counts)!;
    expect(found.p.value / p).toBeCloseTo(1, 3);
    expect(found.q.value / q).toBeCloseTo(1, 2);
    expect(found.market.value / 5000).toBeCloseTo(1, 3);
  }
});

test('too short or empty a series has no curve', () => {
  expect(fitBass([1, 2, 3, 4])).toBeNull();
  expect(fitBass([0, 0, 0, 0, 0, 0])).toBeNull();
});

test('exposure counts neighbours that adopted before, and p(k) those who adopted before a further one did', () => {
  // 0 → 2, 1 → 2, 0 → 3, 1 → 3: node 2 adopts after both, 3 never, 4 sees 0 and adopts first.
  const list = listOf(5, true, [
    [0, 2],
    [1, 2],
    [0, 3],
    [1, 3],
    [0, 4],
  ]);
  const { offsets, targets } = csrOf(list, { direction: 'in' });
  const adopted = Float64Array.of(1, 2, 3, Number.NaN, 0);
  const before = exposures(offsets, targets, adopted);
  expect([...before]).toEqual([0, 0, 2, 2, 0]);
  expect(
    exposureCurve(offsets, before, adopted).map(({ neighbours, atRisk, adopted: n }) => [neighbours, atRisk, n]),
  ).toEqual([
    [0, 3, 1],
    [1, 2, 0],
    [2, 2, 1],
  ]);
});

const ring = graphOf(
  listOf(
    300,
    false,
    Array.from({ length: 300 }, (_, i) => [i, (i + 1) % 300] as [number, number]),
  ),
);

test('adoption that goes round a ring is not explained by homophily; adoption at any time is', async () => {
  const labels = (time: (v: number) => number) => ({
    kind: 'node-labels' as const,
    columns: { label: Array.from({ length: 300 }, (_, v) => (v % 3 === 2 && v > 200 ? null : String(time(v)))) },
    about: {},
  });
  const p = async (time: (v: number) => number): Promise<number> => {
    const found = await runMethod(networkAdoption, { graph: ring, adopted: labels(time) });
    return aboutOf<{ summary: { exposure: { shuffleTest: { p: number } } } }>(found).summary.exposure.shuffleTest.p;
  };
  expect(await p((v) => v)).toBeLessThan(0.01);
  expect(await p((v) => (v * 7919) % 307)).toBeGreaterThan(0.05);
  await expect(runMethod(networkAdoption, { graph: ring })).rejects.toThrow('the time at which each node adopted');
});

test('rows of a file with a number of adopters are periods', async () => {
  const posts = postsOf({ count: bass.sales.length, attributes: { sales: bass.sales.map(String) } });
  const { people, interactions } = dataOf(bass.sales.map(() => ({ who: -1 })));
  const found = await runMethod(networkAdoption, { posts, people, interactions });
  const { summary } = aboutOf<{ summary: { bass: { q: { value: number } } } }>(found);
  expect(summary.bass.q.value / bass.fit.q).toBeCloseTo(1, 5);
});

test('of posts, adoption of a tag is each person’s first; none is not enough data', async () => {
  const list = Array.from({ length: 40 }, (_, i) => ({ who: i % 20, at: i * 10, tags: ['new'] }));
  const found = await runMethod(networkAdoption, { ...dataOf(list) }, { item: '#New', periods: 10 });
  expect((found.columns.adopters as Float64Array).reduce((a, b) => a + b, 0)).toBe(20);
  const none = await runMethod(networkAdoption, { ...dataOf(list) }, { item: 'other' });
  expect(aboutOf<{ summary: object }>(none).summary).toMatchObject({ notEnoughData: true, bass: null, adopters: 0 });
});

test('adopters at an even pace do not bound a market, and the answer says so', async () => {
  const found = await runMethod(networkAdoption, {
    ...dataOf(Array.from({ length: 20 }, (_, i) => ({ who: i, at: i * 86_400 }))),
  });
  const noteOf = (artefact: typeof found): string | undefined =>
    aboutOf<{ summary: { bass: { note?: string } } }>(artefact).summary.bass.note;
  expect(noteOf(found)).toMatch(/do not bound/);
  const posts = postsOf({ count: bass.sales.length, attributes: { sales: bass.sales.map(String) } });
  const { people, interactions } = dataOf(bass.sales.map(() => ({ who: -1 })));
  expect(noteOf(await runMethod(networkAdoption, { posts, people, interactions }))).toBeUndefined();
});
