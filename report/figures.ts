import { type Artefact, rowCount } from '../domain/artefact';
import type { Json, JsonObject } from '../domain/json';
import type { Gap } from '../domain/method';
import { evaluation } from './figures/evaluation';
import type { Figure } from './figures/figure';
import { breakdown } from './figures/groups';
import { graph, nodeMeasure } from './figures/network';
import { postTable } from './figures/posts';
import { activity, anomalies } from './figures/series';
import { survival } from './figures/survival';
import { tableOf } from './table';

/** Figures of a task's artefact, chosen by its kind and what it holds. */
export function figuresOf(artefact: Artefact, method: string, title: string, gaps: readonly Gap[]): Figure[] {
  if (method === 'series/activity') return activity(artefact, gaps, title);
  if (method === 'series/anomalies') return anomalies(artefact, gaps, title);
  if (method === 'statistics/breakdown') return breakdown(artefact, title);
  if (method === 'network/opinions') return breakdown(artefact, title, 'mean of the measure');
  if (method === 'survival/hashtags') return survival(artefact, title);
  // Trust may be negative: shares of its whole mean nothing.
  if (artefact.kind === 'node-measure' && method !== 'network/trust') return nodeMeasure(artefact, title);
  if (artefact.kind === 'graph') return graph(artefact, title);
  if (artefact.kind === 'post-table') return postTable(artefact, title);
  if (artefact.kind === 'document' && artefact.about.classes) return evaluation(artefact.about, title);
  if (artefact.kind === 'model') {
    const strongest = (artefact.about.strongest ?? []) as unknown as {
      class: string;
      terms: { term: string; weight: number }[];
    }[];
    return [
      {
        title,
        text: 'The words that speak most for each class.',
        table: {
          head: ['class', 'words'],
          rows: strongest.map((one) => [one.class, one.terms.map((term) => term.term)]),
          more: 0,
        },
      },
    ];
  }
  const summary = (artefact.about.summary ?? {}) as JsonObject;
  const rows = Object.entries(summary).map(([name, value]): Json[] => [name, value]);
  return [
    {
      title,
      text: '',
      ...(typeof artefact.about.picture === 'string' ? { chart: artefact.about.picture } : {}),
      table:
        rowCount(artefact) > 0 && artefact.kind === 'table'
          ? tableOf(artefact, 100)
          : { head: ['figure', 'value'], rows, more: 0 },
    },
  ];
}
