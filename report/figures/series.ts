import { type Artefact, numbers, strings } from '../../domain/artefact';
import type { Gap } from '../../domain/method';
import { type CellRule, heldBack, hideRows, peopleOfRows } from '../small-cells';
import { formatNumber, type Line, lineChart } from '../svg';
import { tableOf } from '../table';
import { type Figure, percent } from './figure';

/** Groups drawn in one chart; the table holds the others. */
const drawnGroups = 6;

/** Rows of each group of a series, largest group first. */
function groupsOf(artefact: Artefact): [string, number[]][] {
  const group = strings(artefact, 'group');
  const posts = numbers(artefact, 'posts');
  const rows = new Map<string, number[]>();
  group.forEach((name, row) => {
    const list = rows.get(name ?? 'none');
    if (list) list.push(row);
    else rows.set(name ?? 'none', [row]);
  });
  const total = (list: readonly number[]): number =>
    list.reduce((sum, row) => sum + (Number.isNaN(posts[row]!) ? 0 : posts[row]!), 0);
  return [...rows].sort((a, b) => total(b[1]) - total(a[1]) || (a[0] < b[0] ? -1 : 1));
}

/** What stands in place of each interval of few people, and a sentence about them. */
function heldIntervals(artefact: Artefact, cells: CellRule): { held: (string | null)[]; sentence: string } {
  const group = strings(artefact, 'group');
  const time = numbers(artefact, 'time');
  const people = peopleOfRows(artefact, group.length);
  const held = heldBack(
    group.map((name, row) => ({ keys: [String(name), String(time[row])], people: people[row]! })),
    cells,
  );
  const count = held.filter((one) => one !== null).length;
  return {
    // In a gap of the collection it is not known how few posted.
    held: held.map((one, row) => one ?? (Number.isNaN(people[row]!) ? '–' : null)),
    sentence:
      count === 0
        ? ''
        : ` ${formatNumber(count)} of ${formatNumber(group.length)} intervals are not shown: fewer than ${cells.minimum} people posted in them, or the total would give such a one away.`,
  };
}

export function activity(artefact: Artefact, gaps: readonly Gap[], title: string, cells: CellRule): Figure[] {
  const about = artefact.about as {
    interval: string;
    by: string | null;
    summary: { gapIntervals: number; engagementBasis: string | null; engagementRate: number | null; posts: number };
  };
  const time = numbers(artefact, 'time');
  const groups = groupsOf(artefact);
  const { held, sentence } = heldIntervals(artefact, cells);
  const lines = (column: string): Line[] =>
    groups.slice(0, drawnGroups).map(([name, rows]) => ({
      name,
      points: rows.map((row) => {
        const value = numbers(artefact, column)[row]!;
        return { x: time[row]!, y: Number.isNaN(value) || held[row] ? null : value };
      }),
    }));
  const gapText =
    about.summary.gapIntervals > 0
      ? ` Shaded: ${gaps.length} ${gaps.length === 1 ? 'gap' : 'gaps'} in collection (${[...new Set(gaps.map((gap) => gap.platform))].join(', ')}), where the volume is unknown, not zero.`
      : '';
  const figures: Figure[] = [
    {
      title: `${title}: posts per ${about.interval}`,
      text: `${formatNumber(about.summary.posts)} posts${about.by ? `, by ${about.by}` : ''}.${gapText}${sentence}`,
      chart: lineChart(
        {
          title: `${title}: posts per ${about.interval}`,
          description: `Posts over time${
            about.by
              ? ` for ${groups
                  .slice(0, drawnGroups)
                  .map(([name]) => name)
                  .join(', ')}`
              : ''
          }.${gapText}`,
        },
        lines('posts'),
        { time: true, yLabel: `posts per ${about.interval}`, gaps },
      ),
      table: hideRows(tableOf(artefact, 200, ['group', 'time', 'posts', 'people', 'gap']), held),
    },
  ];
  if (numbers(artefact, 'sentiment').some((value) => !Number.isNaN(value))) {
    figures.push({
      title: `${title}: mean sentiment per ${about.interval}`,
      text: 'Mean compound score of the lexicon, −1 to 1, where enough posts were scored.',
      chart: lineChart(
        { title: `${title}: mean sentiment`, description: 'Mean sentiment over time.' },
        lines('sentiment'),
        { time: true, yLabel: 'mean compound score', gaps },
      ),
      table: hideRows(tableOf(artefact, 200, ['group', 'time', 'sentiment', 'negative']), held),
    });
  }
  figures.push({
    title: `${title}: engagement`,
    text:
      about.summary.engagementBasis === null
        ? 'No rate: the data has neither impressions, nor reach, nor followers to divide by.'
        : `Engagement rate ${percent(about.summary.engagementRate)}: likes, reposts, replies and quotes divided by ${about.summary.engagementBasis === 'view' ? 'impressions' : about.summary.engagementBasis}.`,
    ...(about.summary.engagementBasis === null
      ? {}
      : {
          chart: lineChart(
            { title: `${title}: engagement rate`, description: 'Engagement rate over time.' },
            lines('rate'),
            { time: true, yLabel: 'engagement rate', gaps },
          ),
        }),
    table: hideRows(tableOf(artefact, 60, ['group', 'time', 'actions', 'rate']), held),
  });
  return figures;
}

export function anomalies(artefact: Artefact, gaps: readonly Gap[], title: string, cells: CellRule): Figure[] {
  const about = artefact.about as unknown as {
    strongest: { group: string; time: string; posts: number; people: number | null; expected: number; z: number }[];
    summary: { count: number | null; reason?: string; threshold: number; tooShort: number };
  };
  const time = numbers(artefact, 'time');
  const posts = numbers(artefact, 'posts');
  const [first] = groupsOf(artefact);
  const rows = first?.[1] ?? [];
  const { held, sentence } = heldIntervals(artefact, cells);
  const few = (one: (typeof about.strongest)[number]): boolean => (one.people ?? one.posts) < cells.minimum;
  const marks = about.strongest
    .filter((one) => one.group === first?.[0] && !few(one))
    .map((one) => ({
      x: Date.parse(one.time),
      y: one.posts,
      label: `${one.time}: ${one.posts} posts, ${one.expected} expected`,
    }));
  return [
    {
      title,
      text:
        about.summary.count === null
          ? `Not enough data: ${about.summary.reason}.`
          : about.summary.count === 0
            ? `No interval is ${about.summary.threshold} robust deviations or more from what is usual${about.summary.tooShort > 0 ? '; some series are too short to say' : ''}.`
            : `${about.summary.count} intervals lie ${about.summary.threshold} robust deviations or more from what is usual for their hour or day; the strongest are listed. Drawn: ${first![0]}.${sentence}`,
      chart: lineChart(
        { title, description: `Posts of ${first?.[0] ?? 'no group'} over time with ${marks.length} marked intervals.` },
        [
          {
            name: first?.[0] ?? '',
            points: rows.map((row) => ({
              x: time[row]!,
              y: Number.isNaN(posts[row]!) || held[row] ? null : posts[row]!,
            })),
          },
        ],
        { time: true, yLabel: 'posts', gaps, marks },
      ),
      table: hideRows(
        {
          head: ['group', 'time', 'posts', 'expected', 'z'],
          rows: about.strongest.map((one) => [
            one.group,
            one.time.slice(0, 16).replace('T', ' '),
            one.posts,
            one.expected,
            one.z,
          ]),
          more: Math.max(0, (about.summary.count ?? 0) - about.strongest.length),
        },
        about.strongest.map((one) => (few(one) && one.posts > 0 ? `< ${cells.minimum}` : null)),
      ),
    },
  ];
}
