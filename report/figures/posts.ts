import type { Artefact } from '../../domain/artefact';
import type { JsonObject } from '../../domain/json';
import { type CellRule, heldBack } from '../small-cells';
import { barChart, formatNumber } from '../svg';
import { aspectFigure } from './aspects';
import { type Figure, percent } from './figure';
import { groupFigure, topicGroups } from './topics';

function counts(values: readonly (string | null)[]): [string, number][] {
  const map = new Map<string, number>();
  for (const value of values) map.set(value ?? 'none', (map.get(value ?? 'none') ?? 0) + 1);
  return [...map].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

/** People behind each value; a post without a known author counts for one. */
function peopleBehind(values: readonly (string | null)[], author: ArrayLike<number>): Map<string, number> {
  const people = new Map<string, Set<number>>();
  values.forEach((value, post) => {
    const name = value ?? 'none';
    const own = people.get(name) ?? people.set(name, new Set()).get(name)!;
    own.add(author[post]! < 0 ? -1 - post : author[post]!);
  });
  return new Map([...people].map(([name, own]) => [name, own.size]));
}

export function postTable(artefact: Artefact, title: string, cells: CellRule): Figure[] {
  const about = artefact.about as JsonObject;
  const groups = topicGroups(about);
  if (groups) return [groupFigure(groups, title, cells)];
  if (Array.isArray(about.aspects)) return [aspectFigure(about.aspects as never, title, cells)];
  const figures: Figure[] = [];
  const structured = (about.json as readonly string[] | undefined) ?? [];
  for (const [name, column] of Object.entries(artefact.columns)) {
    // Texts and structured cells are for files and programs: a report names no one's words.
    if (!Array.isArray(column) || name === 'text' || structured.includes(name)) continue;
    // No post has a value, such as a reason for a missing score: nothing to draw.
    if ((column as readonly (string | null)[]).every((value) => value === null)) continue;
    // A reason stands only where a value is missing: of these posts it tells, not of all.
    const told = name === 'reason' ? column.filter((value) => value !== null) : column;
    const list = counts(told as readonly (string | null)[]);
    if (list.length > 30) continue;
    const total = told.length;
    const people = cells.author && peopleBehind(column as readonly (string | null)[], cells.author);
    const held = heldBack(
      list.map(([label, count]) => ({ keys: [label], people: people?.get(label) ?? count })),
      cells,
    );
    figures.push({
      title: `${title}: ${name}`,
      text: `${formatNumber(total)} posts${name === 'reason' ? ' without a value' : ''}: ${list
        .slice(0, 4)
        .map(([label, count], i) => `${label} ${held[i] ?? percent(count / total)}`)
        .join(', ')}.`,
      chart: barChart(
        {
          title: `${title}: ${name}`,
          description: list.map(([label, count], i) => `${label}: ${held[i] ?? count}`).join('; '),
        },
        list.slice(0, 12).map(([label, count], i) => ({
          label,
          value: held[i] ? null : count,
          note: held[i] ?? `${formatNumber(count)} (${percent(count / total)})`,
        })),
        { xLabel: 'posts' },
      ),
      table: {
        head: [name, 'posts', 'share'],
        rows: list.map(([label, count], i) => [label, held[i] ?? count, held[i] ? null : count / total]),
        more: 0,
      },
    });
  }
  return figures;
}
