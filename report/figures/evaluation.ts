import type { JsonObject } from '../../domain/json';
import { type CellRule, heldBack, hideRows } from '../small-cells';
import { barChart, formatNumber } from '../svg';
import { type Figure, percent } from './figure';

interface Scores {
  readonly n: number;
  readonly accuracy: number;
  readonly macroRecall: number;
  readonly macroF1: number;
  readonly perClass: readonly {
    class: string;
    precision: number | null;
    recall: number | null;
    f1: number | null;
    support: number;
  }[];
  readonly macroRecallInterval?: { low: number | null; high: number | null };
}

export function evaluation(about: JsonObject, title: string, cells: CellRule): Figure[] {
  const summary = about.summary as JsonObject;
  if (summary.notEnoughData)
    return [
      {
        title,
        text: 'Not enough data: too few labelled posts.',
        table: { head: ['figure', 'value'], rows: Object.entries(summary), more: 0 },
      },
    ];
  const parts = (['stratified', 'grouped', 'holdout', 'overall'] as const).flatMap((name) =>
    about[name] ? [{ name, scores: about[name] as unknown as Scores }] : [],
  );
  const limits = about.macroRecallInterval as unknown as { low: number; high: number } | undefined;
  const names = {
    stratified: 'folds, stratified',
    grouped: 'folds, authors kept whole',
    holdout: 'holdout',
    overall: 'all compared posts',
  };
  const bars = parts.map(({ name, scores }) => ({
    label: names[name],
    value: scores.macroRecall,
    low: scores.macroRecallInterval?.low ?? limits?.low ?? null,
    high: scores.macroRecallInterval?.high ?? limits?.high ?? null,
  }));
  const main = parts.find((part) => part.name === 'grouped') ?? parts[0]!;
  const figures: Figure[] = [
    {
      title,
      text: `Macro recall ${bars.map((bar) => `${formatNumber(bar.value)} (${bar.label}${bar.low === null ? '' : `, 95 % ${formatNumber(bar.low)} to ${formatNumber(bar.high!)}`})`).join('; ')}.${typeof summary.majorityAccuracy === 'number' ? ` Always naming the commonest class would be right for ${percent(summary.majorityAccuracy)}.` : ''}`,
      chart: barChart(
        { title, description: bars.map((bar) => `${bar.label}: ${formatNumber(bar.value)}`).join('; ') },
        bars,
        { xLabel: 'macro recall' },
      ),
      table: hideRows(
        {
          head: ['class', 'precision', 'recall', 'F1', 'posts'],
          rows: main.scores.perClass.map((one) => [one.class, one.precision, one.recall, one.f1, one.support]),
          more: 0,
        },
        heldBack(
          main.scores.perClass.map((one) => ({ keys: [one.class], people: one.support })),
          cells,
        ),
      ),
    },
  ];
  for (const [slice, values] of Object.entries(
    (about.slices ?? {}) as Record<string, { value: string; n: number; macroRecall?: number; accuracy?: number }[]>,
  )) {
    const held = heldBack(
      values.map((one) => ({ keys: [one.value], people: one.n })),
      cells,
    );
    const recall = values.map((one, i) => (held[i] ? null : (one.macroRecall ?? null)));
    const noteOf = (i: number): string =>
      held[i] ??
      (recall[i] === null
        ? `not enough data (${values[i]!.n} posts)`
        : `${formatNumber(recall[i]!)} (${formatNumber(values[i]!.n)} posts)`);
    figures.push({
      title: `${title}: by ${slice}`,
      text: `The same judgement within each ${slice}. A drop is a limit of the method there.`,
      chart: barChart(
        {
          title: `${title}: by ${slice}`,
          description: values.map((one, i) => `${one.value}: ${noteOf(i)}`).join('; '),
        },
        values.slice(0, 20).map((one, i) => ({ label: one.value, value: recall[i]!, note: noteOf(i) })),
        { xLabel: 'macro recall' },
      ),
      table: hideRows(
        {
          head: [slice, 'posts', 'accuracy', 'macro recall'],
          rows: values.map((one) => [one.value, one.n, one.accuracy ?? null, one.macroRecall ?? null]),
          more: 0,
        },
        held,
      ),
    });
  }
  return figures;
}
