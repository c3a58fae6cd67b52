import { type CellRule, heldBack, hideRows } from '../small-cells';
import { barChart, formatNumber } from '../svg';
import type { Figure } from './figure';

interface Aspect {
  readonly aspect: string;
  readonly mentions: number;
  readonly posts: number;
  readonly positive: number;
  readonly neutral: number;
  readonly negative: number;
  readonly mean: number | null;
  readonly meanInterval: readonly [number, number] | null;
}

/** Aspects drawn in one chart; the table holds the others. */
const drawn = 15;

/** What posts say of each aspect: the mean score of its mentions with a 95 % interval over posts. */
export function aspectFigure(aspects: readonly Aspect[], title: string, cells: CellRule): Figure {
  const held = heldBack(
    aspects.map((one) => ({ keys: [one.aspect], people: one.posts })),
    cells,
  );
  const opinions = ['positive', 'neutral', 'negative'] as const;
  // Within an aspect the three add up to its mentions.
  const heldCounts = aspects.map((one) =>
    heldBack(
      opinions.map((name) => ({ keys: [name], people: one[name] })),
      cells,
    ),
  );
  const shown = aspects.filter((one, i) => one.mean !== null && !held[i]).slice(0, drawn);
  return {
    title,
    text: `${aspects.length} aspects. Dots are mean scores of the mentions (−1 to 1), lines 95 % intervals over posts.`,
    ...(shown.length === 0
      ? {}
      : {
          chart: barChart(
            { title, description: shown.map((one) => `${one.aspect}: ${formatNumber(one.mean!)}`).join('; ') },
            shown.map((one) => ({
              label: one.aspect,
              value: one.mean,
              low: one.meanInterval?.[0] ?? null,
              high: one.meanInterval?.[1] ?? null,
              note: `${formatNumber(one.mean!)} (${formatNumber(one.mentions)} mentions)`,
            })),
            { xLabel: 'mean score of the mentions' },
          ),
        }),
    table: hideRows(
      {
        head: ['aspect', 'mentions', 'posts', 'positive', 'neutral', 'negative', 'mean', 'low', 'high'],
        rows: aspects.map((one, i) => [
          one.aspect,
          one.mentions,
          one.posts,
          ...opinions.map((name, o) => heldCounts[i]![o] ?? one[name]),
          one.mean,
          one.meanInterval?.[0] ?? null,
          one.meanInterval?.[1] ?? null,
        ]),
        more: 0,
      },
      held,
    ),
  };
}
