import type { JsonObject } from '../../domain/json';
import { type CellRule, heldBack } from '../small-cells';
import { barChart, formatNumber } from '../svg';
import type { Figure } from './figure';

/** Topics or clusters as a summary lists them. */
interface Groups {
  readonly kind: 'topics' | 'clusters';
  readonly quality: string;
  readonly list: readonly {
    readonly id: string;
    readonly posts: number;
    readonly terms: readonly string[];
    readonly coherence: number | null;
  }[];
}

export function topicGroups(about: JsonObject): Groups | null {
  const summary = (about.summary ?? {}) as JsonObject;
  const kind = (['topics', 'clusters'] as const).find((one) => Array.isArray(summary[one]));
  if (!kind) return null;
  const number = (name: string): string => formatNumber((summary[name] as number | null | undefined) ?? Number.NaN);
  const list = summary[kind] as unknown as {
    topic?: string;
    cluster?: string;
    posts: number;
    terms: { term: string }[];
    npmi?: number | null;
  }[];
  return {
    kind,
    quality:
      summary.notEnoughData === true
        ? `Not enough data: ${summary.reason as string}.`
        : kind === 'topics'
          ? `Mean coherence (NPMI) ${number('npmi')}; ${number('unassigned')} posts hold none of the topics’ terms.`
          : `Silhouette ${number('silhouette')} (near 0: no clear groups); agreement of repeated starts ${number('stability')} (adjusted Rand).`,
    list: list.map((one) => ({
      id: one.topic ?? one.cluster!,
      posts: one.posts,
      terms: one.terms.map(({ term }) => term),
      coherence: one.npmi ?? null,
    })),
  };
}

export function groupFigure({ kind, quality, list }: Groups, title: string, cells: CellRule): Figure {
  const held = heldBack(
    list.map((one) => ({ keys: [one.id], people: one.posts })),
    cells,
  );
  return {
    title,
    text: `${list.length} ${kind}. ${quality}`,
    ...(list.length === 0
      ? {}
      : {
          chart: barChart(
            { title, description: list.map((one) => `${one.id}: ${one.terms.slice(0, 4).join(', ')}`).join('; ') },
            list.map((one, i) => ({
              label: one.terms.slice(0, 4).join(', ') || one.id,
              value: held[i] ? null : one.posts,
              ...(held[i] ? { note: held[i] } : {}),
            })),
            { xLabel: 'posts' },
          ),
        }),
    table: {
      head: ['id', 'posts', 'terms', 'coherence'],
      rows: list.map((one, i) => [one.id, held[i] ?? one.posts, [...one.terms], one.coherence]),
      more: 0,
    },
  };
}
