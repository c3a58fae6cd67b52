import { type Artefact, numbers, rowCount } from '../../domain/artefact';
import type { JsonObject } from '../../domain/json';
import { type CellRule, heldBack } from '../small-cells';
import { barChart, formatNumber } from '../svg';
import { type Figure, percent } from './figure';
import { summaryTable } from './summary';

export function nodeMeasure(artefact: Artefact, title: string, cells: CellRule): Figure[] {
  const summary = artefact.about.summary as JsonObject;
  if ('communities' in summary) {
    const largest = ((summary.sizes as readonly number[]) ?? []).slice(0, 10);
    const total = summary.nodes as number;
    const held = heldBack(
      largest.map((size, i) => ({ keys: [String(i)], people: size })),
      cells,
    );
    return [
      {
        title,
        text: `${formatNumber(summary.communities as number)} communities among ${formatNumber(total)} nodes; modularity ${formatNumber((summary.modularity as number | null) ?? Number.NaN)}, agreement of repeated starts ${formatNumber((summary.stability as number | null) ?? Number.NaN)} (NMI, 1 is the same every time).`,
        chart: barChart(
          {
            title,
            description: `Sizes of the largest communities: ${largest.map((size, i) => held[i] ?? size).join(', ')} nodes.`,
          },
          largest.map((size, i) => ({
            label: `community ${i}`,
            value: held[i] ? null : size,
            ...(held[i] ? { note: held[i] } : {}),
          })),
          { xLabel: 'nodes' },
        ),
        table: {
          head: ['community', 'nodes', 'share'],
          rows: largest.map((size, i) => [i, held[i] ?? size, held[i] || !total ? null : size / total]),
          more: Math.max(0, (summary.communities as number) - largest.length),
        },
      },
    ];
  }
  // Scores of single people are profiling: the report shows how concentrated they are, never whose they are.
  const value = Float64Array.from(numbers(artefact, 'value'));
  const total = value.reduce((sum, one) => sum + one, 0);
  const shares = [0.001, 0.01, 0.05, 0.1, 0.25, 0.5].map((part) => {
    const top = Math.max(1, Math.round(value.length * part));
    let sum = 0;
    for (let i = 0; i < Math.min(top, value.length); i++) sum += value[i]!;
    return { part, top, share: total > 0 && top >= cells.minimum ? sum / total : null };
  });
  // The share of fewer would be the score of someone.
  const told = shares.filter((one) => one.top >= cells.minimum);
  return [
    {
      title,
      text: `${formatNumber(value.length)} nodes.${told[0] ? ` The top ${percent(told[0].part)} hold ${percent(told[0].share)} of the whole.` : ''} Scores of single accounts stay inside the study.${summary.exact === false ? ` Estimated from ${formatNumber(summary.sources as number)} random sources.` : ''}`,
      chart: barChart(
        { title, description: told.map((one) => `top ${percent(one.part)}: ${percent(one.share)}`).join('; ') },
        told.map((one) => ({ label: `top ${percent(one.part)}`, value: one.share, note: percent(one.share) })),
        { xLabel: 'share of the whole score' },
      ),
      table: {
        head: ['top share of nodes', 'nodes', 'share of score'],
        rows: shares.map((one) => [
          percent(one.part),
          one.top < cells.minimum ? `< ${cells.minimum}` : one.top,
          one.share,
        ]),
        more: 0,
      },
    },
  ];
}

export function graph(artefact: Artefact, title: string, cells: CellRule): Figure[] {
  const summary = artefact.about.summary as JsonObject;
  const names = artefact.about.names as readonly string[] | undefined;
  const text = `${formatNumber(summary.nodes as number)} nodes, ${formatNumber(summary.edges as number)} edges. A missing tie is not an absent one: only collected posts are seen.`;
  if (!names) return [{ title, text, table: summaryTable(summary, cells) }];
  const source = numbers(artefact, 'source');
  const target = numbers(artefact, 'target');
  const weight = numbers(artefact, 'weight');
  const order = Array.from({ length: rowCount(artefact) }, (_, e) => e)
    .sort((a, b) => weight[b]! - weight[a]! || a - b)
    .slice(0, 15);
  const held = heldBack(
    order.map((e) => ({ keys: [String(e)], people: weight[e]! })),
    cells,
  );
  return [
    {
      title,
      text,
      chart: barChart(
        { title, description: 'The pairs of hashtags most often used together.' },
        order.map((e, i) => ({
          label: `#${names[source[e]!]} · #${names[target[e]!]}`,
          value: held[i] ? null : weight[e]!,
          ...(held[i] ? { note: held[i] } : {}),
        })),
        { xLabel: 'posts with both' },
      ),
      table: {
        head: ['hashtag', 'hashtag', 'posts'],
        rows: order.map((e, i) => [names[source[e]!]!, names[target[e]!]!, held[i] ?? weight[e]!]),
        more: rowCount(artefact) - order.length,
      },
    },
  ];
}
