import type { Artefact } from '../../domain/artefact';
import type { JsonObject } from '../../domain/json';
import { minimumCellOf } from '../../governance/disclosure';
import { figuresOf } from '../../report/figures';
import type { Figure } from '../../report/figures/figure';
import { tableHtml } from '../../report/table';
import { sampleProtocol } from '../domain/sample-protocol';

const rule = { minimum: 10 };

function figures(
  method: string,
  artefact: Partial<Artefact>,
  cells: Parameters<typeof figuresOf>[4] = rule,
  individuals = false,
): Figure[] {
  return figuresOf(
    { kind: 'table', columns: {}, about: {}, ...artefact },
    { id: method, individuals },
    'a task',
    [],
    cells,
  );
}

/** Everything that a reader sees of a figure. */
function shown(list: readonly Figure[]): string {
  return list.map((one) => `${one.text} ${one.chart ?? ''} ${tableHtml(one.table, one.title)}`).join('\n');
}

const breakdown = (people: readonly number[]): Partial<Artefact> => ({
  columns: {
    group: people.map((_, i) => `group ${i}`),
    value: Float64Array.from(people, (_, i) => 0.111 * (i + 1)),
    low: Float64Array.from(people, () => 0.01),
    high: Float64Array.from(people, () => 0.99),
    posts: Int32Array.from(people, (n) => 3 * n),
    people: Int32Array.from(people),
  },
});

test('a group of few people shows neither its counts nor its figure', () => {
  const [figure] = figures('statistics/breakdown', breakdown([40, 30, 3, 2]));
  expect(figure!.table.rows).toEqual([
    ['group 0', 0.111, 0.01, 0.99, 120, 40],
    ['group 1', 0.222, 0.01, 0.99, 90, 30],
    ['group 2', null, null, null, '< 10', '< 10'],
    ['group 3', null, null, null, '< 10', '< 10'],
  ]);
  expect(shown([figure!])).not.toContain('0.333');
});

test('one group of few people takes the next smallest with it, as in a release', () => {
  const [figure] = figures('statistics/breakdown', breakdown([40, 30, 3]));
  expect(figure!.table.rows.map((row) => row.at(-1))).toEqual([40, 'held back', '< 10']);
});

test('the strictest release sets the mark, ten people where there is none', () => {
  const release = { id: 'table', title: 'A table', by: [{ field: 'platform' }] };
  expect(minimumCellOf(sampleProtocol())).toBe(10);
  expect(
    minimumCellOf(
      sampleProtocol({
        outputs: {
          releases: [
            { ...release, minimumPeople: 5 },
            { ...release, id: 'other', minimumPeople: 25 },
          ],
        },
      }),
    ),
  ).toBe(25);
});

test('a share of few posts is a small cell although its group is large', () => {
  const [figure] = figures('statistics/breakdown', {
    columns: {
      group: ['en', 'en', 'en'],
      category: ['price', 'sound', 'comfort'],
      value: Float64Array.of(0.02, 0.04, 0.94),
      low: Float64Array.of(0, 0, 0.8),
      high: Float64Array.of(0.1, 0.1, 1),
      posts: Int32Array.of(100, 100, 100),
      people: Int32Array.of(90, 90, 90),
    },
  });
  expect(figure!.table.rows.map((row) => row[2])).toEqual([null, null, 0.94]);
});

test('labels count people where authors are known, however many posts they wrote', () => {
  const label = [
    ...new Array(40).fill('loud'),
    ...new Array(40).fill('many'),
    ...new Array(40).fill('more'),
  ] as string[];
  const artefact: Partial<Artefact> = { kind: 'post-table', columns: { label }, about: {} };
  const author = label.map((name, i) => (name === 'loud' ? 7 : 100 + i));
  const [figure] = figures('text/classify', artefact, { ...rule, author });
  expect(Object.fromEntries(figure!.table.rows.map(([name, posts]) => [name, posts]))).toEqual({
    loud: '< 10',
    many: 'held back',
    more: 40,
  });
  expect(figures('text/classify', artefact)[0]!.table.rows.map((row) => row[1])).toEqual([40, 40, 40]);
});

test('hours of few people are neither drawn nor listed; hours of nobody are zero', () => {
  const people = [30, 1, 0, 2, 25];
  const [figure] = figures('series/activity', {
    kind: 'series',
    columns: {
      group: people.map(() => 'all'),
      time: Float64Array.from(people, (_, i) => i * 3_600_000),
      posts: Float64Array.from(people, (n) => 2 * n),
      people: Float64Array.from(people),
      actions: Float64Array.from(people),
      rate: new Float64Array(5).fill(Number.NaN),
      sentiment: new Float64Array(5).fill(Number.NaN),
      negative: new Float64Array(5).fill(Number.NaN),
      gap: new Uint8Array(5),
    },
    about: {
      interval: 'hour',
      by: null,
      summary: { gapIntervals: 0, engagementBasis: null, engagementRate: null, posts: 116 } as unknown as JsonObject,
    },
  });
  expect(figure!.table.rows.map((row) => row[2])).toEqual([60, '< 10', 0, '< 10', 50]);
  expect(figure!.text).toContain('2 of 5 intervals are not shown: fewer than 10 people');
});

test('where a gap leaves unknown how few posted, rates and moods of that time are not shown either', () => {
  const found = figures('series/activity', {
    kind: 'series',
    columns: {
      group: ['all', 'all', 'all'],
      time: Float64Array.of(0, 3_600_000, 7_200_000),
      posts: Float64Array.of(40, Number.NaN, 50),
      people: Float64Array.of(40, Number.NaN, 50),
      actions: Float64Array.of(10, Number.NaN, 20),
      rate: Float64Array.of(0.25, 0.7777, 0.4),
      sentiment: Float64Array.of(0.1, 0.8888, 0.2),
      negative: Float64Array.of(0.1, 0.9999, 0.2),
      gap: Uint8Array.of(0, 1, 0),
    },
    about: {
      interval: 'hour',
      by: null,
      summary: { gapIntervals: 1, engagementBasis: 'view', engagementRate: 0.3, posts: 90 } as unknown as JsonObject,
    },
  });
  expect(shown(found)).not.toMatch(/0\.778|0\.889|0\.7777|0\.8888|0\.9999/);
  expect(found.map((one) => one.table.rows[0]!.at(-1))).toEqual([0, 0.1, 0.25]);
});

test('communities of few people and the score of the foremost few are held back', () => {
  const [communities] = figures(
    'network/communities',
    { kind: 'node-measure', about: { summary: { communities: 4, nodes: 75, sizes: [40, 31, 3, 1] } } },
    rule,
    true,
  );
  expect(communities!.table.rows.map((row) => row[1])).toEqual([40, 31, '< 10', '< 10']);
  const [scores] = figures(
    'network/pagerank',
    {
      kind: 'node-measure',
      columns: { node: Int32Array.from({ length: 200 }, (_, i) => i), value: new Float64Array(200).fill(1) },
      about: { summary: {} },
    },
    rule,
    true,
  );
  // 1 % of 200 are two people.
  expect(scores!.table.rows.map((row) => row[1])).toEqual(['< 10', '< 10', 10, 20, 50, 100]);
  expect(scores!.text).toContain('The top 5 % hold 5 %');
});

test('summaries and tables of their own hold back counts of people too', () => {
  const [summary] = figures('network/cascades', {
    kind: 'document',
    about: { summary: { posts: 900, accounts: 4, depth: 3, sizes: [120, 2], left: { people: 1 } } },
  });
  expect(summary!.table.rows).toEqual([
    ['posts', 900],
    ['accounts', '< 10'],
    ['depth', 3],
    ['sizes', [120, '< 10']],
    ['left · people', '< 10'],
  ]);
  const [table] = figures('network/any', {
    columns: { name: ['a', 'b', 'c'], score: Float64Array.of(1.5, 2.5, 3.5), people: Int32Array.of(20, 3, 4) },
  });
  expect(table!.table.rows).toEqual([
    ['a', 1.5, 20],
    ['b', null, '< 10'],
    ['c', null, '< 10'],
  ]);
});
