import type { Artefact } from '../../domain/artefact';
import type { JsonObject } from '../../domain/json';
import { barChart, formatNumber } from '../svg';
import { aspectFigure } from './aspects';
import { type Figure, percent } from './figure';
import { groupFigure, topicGroups } from './topics';

function counts(values: readonly (string | null)[]): [string, number][] {
  const map = new Map<string, number>();
  for (const value of values) map.set(value ?? 'none', (map.get(value ?? 'none') ?? 0) + 1);
  return [...map].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

export function postTable(artefact: Artefact, title: string): Figure[] {
  const about = artefact.about as JsonObject;
  const groups = topicGroups(about);
  if (groups) return [groupFigure(groups, title)];
  if (Array.isArray(about.aspects)) return [aspectFigure(about.aspects as never, title)];
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
    figures.push({
      title: `${title}: ${name}`,
      text: `${formatNumber(total)} posts${name === 'reason' ? ' without a value' : ''}: ${list
        .slice(0, 4)
        .map(([label, count]) => `${label} ${percent(count / total)}`)
        .join(', ')}.`,
      chart: barChart(
        { title: `${title}: ${name}`, description: list.map(([label, count]) => `${label}: ${count}`).join('; ') },
        list.slice(0, 12).map(([label, count]) => ({
          label,
          value: count,
          note: `${formatNumber(count)} (${percent(count / total)})`,
        })),
        { xLabel: 'posts' },
      ),
      table: {
        head: [name, 'posts', 'share'],
        rows: list.map(([label, count]) => [label, count, count / total]),
        more: 0,
      },
    });
  }
  return figures;
}
