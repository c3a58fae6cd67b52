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
import { type CellRule, heldBack, hideRows, peopleOfRows } from './small-cells';
import { type TableData, tableOf } from './table';

/** Values of nodes whose sum is no whole to have a share of: trust may be negative, roles and groups are not amounts. */
const wholeMeansNothing: ReadonlySet<string> = new Set(['network/trust', 'network/exposure', 'network/core']);

/** Figures of a task's artefact, chosen by its kind and what it holds. Cells of few people are held back. */
export function figuresOf(
  artefact: Artefact,
  { id: method, individuals }: Pick<Method, 'id' | 'individuals'>,
  title: string,
  gaps: readonly Gap[],
  cells: CellRule,
): Figure[] {
  if (method === 'series/activity') return activity(artefact, gaps, title, cells);
  if (method === 'series/anomalies') return anomalies(artefact, gaps, title, cells);
  if (method === 'statistics/breakdown') return breakdown(artefact, title, cells);
  if (method === 'network/opinions') return breakdown(artefact, title, cells, 'mean of the measure');
  if (method === 'text/keywords') return keywords(artefact, title, cells);
  if (method === 'survival/hashtags') return survival(artefact, title);
  if (artefact.kind === 'node-measure' && !wholeMeansNothing.has(method)) return nodeMeasure(artefact, title, cells);
  if (artefact.kind === 'graph') return graph(artefact, title, cells);
  if (artefact.kind === 'post-table') return postTable(artefact, title, cells);
  if (artefact.kind === 'document' && artefact.about.classes) return evaluation(artefact.about, title, cells);
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
          ? plainTable(artefact, cells)
          : summaryTable(summary, cells),
    },
  ];
}

function plainTable(artefact: Artefact, cells: CellRule): TableData {
  const people = peopleOfRows(artefact, rowCount(artefact));
  return hideRows(
    tableOf(artefact, 100),
    heldBack(
      Array.from(people, (count, row) => ({ keys: [String(row)], people: count })),
      cells,
    ),
  );
}
