import { type Artefact, numbers, strings } from '../../domain/artefact';
import { barChart, formatNumber } from '../svg';
import { type CellRule, heldBack, hideRows, peopleOfRows } from '../small-cells';
import { tableOf } from '../table';
import type { Figure } from './figure';

/** What each row is about: a group, a community, or the posts from one community to another. */
function rowNames(artefact: Artefact): readonly (string | null)[] {
  if ('group' in artefact.columns) return strings(artefact, 'group');
  const to = strings(artefact, 'to');
  return strings(artefact, 'from').map((from, row) => (to[row] === null ? from : `${from} → ${to[row]}`));
}

/**
 * Estimates with intervals by group, and by category where there are some: shares of the group's posts, or means, which `mean` names. The
 * cells of most posts are drawn.
 */
export function breakdown(artefact: Artefact, title: string, cells: CellRule, mean?: string): Figure[] {
  const group = rowNames(artefact);
  const category = 'category' in artefact.columns ? strings(artefact, 'category') : null;
  const value = numbers(artefact, 'value');
  const low = numbers(artefact, 'low');
  const high = numbers(artefact, 'high');
  const posts = numbers(artefact, 'posts');
  const finite = (one: number): number | null => (Number.isNaN(one) ? null : one);
  // A share stands for the posts that it is a share of: few of many is a small cell too.
  const people = peopleOfRows(artefact, group.length).map((count, row) =>
    category && mean === undefined && !Number.isNaN(value[row]!)
      ? Math.min(count, Math.round(value[row]! * posts[row]!))
      : count,
  );
  const held = heldBack(
    group.map((name, row) => ({
      keys: [String(name), ...(category ? [String(category[row])] : [])],
      people: people[row]!,
    })),
    cells,
  );
  const shown = (values: ArrayLike<number>, row: number): number | null => (held[row] ? null : finite(values[row]!));
  const bars = group.map((name, row) => ({
    label: category ? `${name}: ${category[row]}` : name!,
    value: shown(value, row),
    low: shown(low, row),
    high: shown(high, row),
    note: held[row]
      ? held[row]!.replace(/^(< \d+)$/, '$1 people')
      : Number.isNaN(value[row]!)
        ? `not enough data (${posts[row]} ${posts[row] === 1 ? 'post' : 'posts'})`
        : undefined,
  }));
  const drawn = category
    ? bars
        .map((bar, row) => ({ ...bar, posts: posts[row]! * (mean === undefined ? (bar.value ?? 0) : 1) }))
        .sort((a, b) => b.posts - a.posts)
        .slice(0, 24)
    : bars.slice(0, 40);
  return [
    {
      title,
      text: `Dots are estimates, lines 95 % intervals over people.${category && drawn.length < bars.length ? ` The ${drawn.length} most frequent are drawn.` : ''}`,
      chart: barChart(
        {
          title,
          description: bars
            .slice(0, 12)
            .map((bar) => `${bar.label}: ${bar.value === null ? 'not enough data' : formatNumber(bar.value)}`)
            .join('; '),
        },
        drawn.map(({ label, value: v, low: l, high: h, note }) => ({
          label,
          value: v,
          low: l,
          high: h,
          ...(note ? { note } : { note: v === null ? '' : formatNumber(v) }),
        })),
        { xLabel: mean ?? (category ? 'share of posts' : 'mean or share') },
      ),
      table: hideRows(tableOf(artefact, 300), held),
    },
  ];
}
