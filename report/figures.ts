import { type Artefact, rowCount } from '../domain/artefact';
import type { JsonObject } from '../domain/json';
import type { Gap, Method } from '../domain/method';
import { evaluation } from './figures/evaluation';
import type { Figure } from './figures/figure';
import { breakdown } from './figures/groups';
import { keywords } from './figures/keywords';
import { graph, nodeMeasure } from './figures/network';
import { postTable } from './figures/posts';
import { activity, anomalies } from './figures/series';
import { summaryTable } from './figures/summary';
import { survival } from './figures/survival';
import { tableOf } from './table';

/** Values of nodes whose sum is no whole to have a share of: trust may be negative, roles and groups are not amounts. */
const wholeMeansNothing: ReadonlySet<string> = new Set(['network/trust', 'network/exposure', 'network/core']);

/** Figures of a task's artefact, chosen by its kind and what it holds. */
export function figuresOf(
  artefact: Artefact,
  { id: method, individuals }: Pick<Method, 'id' | 'individuals'>,
  title: string,
  gaps: readonly Gap[],
): Figure[] {
  if (method === 'series/activity') return activity(artefact, gaps, title);
  if (method === 'series/anomalies') return anomalies(artefact, gaps, title);
  if (method === 'statistics/breakdown') return breakdown(artefact, title);
  if (method === 'network/opinions') return breakdown(artefact, title, 'mean of the measure');
  if (method === 'text/keywords') return keywords(artefact, title);
  if (method === 'survival/hashtags') return survival(artefact, title);
  if (artefact.kind === 'node-measure' && !wholeMeansNothing.has(method)) return nodeMeasure(artefact, title);
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
  return [
    {
      title,
      text: '',
      ...(typeof artefact.about.picture === 'string' ? { chart: artefact.about.picture } : {}),
      table:
        // Rows of a method that singles people out are about single people: a report tells what they come to.
        rowCount(artefact) > 0 && artefact.kind === 'table' && !individuals
          ? tableOf(artefact, 100)
          : summaryTable(summary),
    },
  ];
}
