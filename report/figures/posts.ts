import type { Artefact } from '../../domain/artefact';
import type { JsonObject } from '../../domain/json';
import { barChart, formatNumber } from '../svg';
import { type Figure, percent } from './figure';

function counts(values: readonly (string | null)[]): [string, number][] {
  const map = new Map<string, number>();
  for (const value of values) map.set(value ?? 'none', (map.get(value ?? 'none') ?? 0) + 1);
  return [...map].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

export function postTable(artefact: Artefact, title: string): Figure[] {
  const about = artefact.about as JsonObject;
  if (Array.isArray(about.topics) || Array.isArray(about.clusters)) {
    const list = (about.topics ?? about.clusters) as unknown as {
      topic?: string;
      cluster?: string;
      posts: number;
      terms: string[];
      coherence?: number | null;
    }[];
    const summary = about.summary as JsonObject;
    const quality = about.topics
      ? `Mean coherence (NPMI) ${formatNumber((summary.coherence as number | null) ?? Number.NaN)}; ${formatNumber(summary.unassigned as number)} posts hold none of the topics’ terms.`
      : `Silhouette ${formatNumber((summary.silhouette as number | null) ?? Number.NaN)} (near 0: no clear groups); agreement of repeated starts ${formatNumber((summary.stability as number | null) ?? Number.NaN)} (adjusted Rand).`;
    return [
      {
        title,
        text: `${list.length} ${about.topics ? 'topics' : 'clusters'}. ${quality}`,
        chart: barChart(
          {
            title,
            description: list
              .map((one) => `${one.topic ?? one.cluster}: ${one.terms.slice(0, 4).join(', ')}`)
              .join('; '),
          },
          list.map((one) => ({
            label: one.terms.slice(0, 4).join(', ') || (one.topic ?? one.cluster!),
            value: one.posts,
          })),
          { xLabel: 'posts' },
        ),
        table: {
          head: ['id', 'posts', 'terms', 'coherence'],
          rows: list.map((one) => [one.topic ?? one.cluster!, one.posts, one.terms, one.coherence ?? null]),
          more: 0,
        },
      },
    ];
  }
  const figures: Figure[] = [];
  const structured = (about.json as readonly string[] | undefined) ?? [];
  for (const [name, column] of Object.entries(artefact.columns)) {
    // Texts and structured cells are for files and programs: a report names no one's words.
    if (!Array.isArray(column) || name === 'text' || structured.includes(name)) continue;
    const list = counts(column as readonly (string | null)[]);
    if (list.length > 30) continue;
    const total = column.length;
    figures.push({
      title: `${title}: ${name}`,
      text: `${formatNumber(total)} posts: ${list
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
