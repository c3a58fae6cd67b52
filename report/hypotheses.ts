import type { Protocol } from '../domain/protocol';
import { barChart, escapeHtml, formatNumber } from './svg';
import { tableHtml } from './table';

/** A hypothesis as `statistics/hypotheses` judged it. */
export interface Judged {
  readonly id: string;
  readonly statement: string;
  readonly kind: string;
  readonly test: string;
  readonly unit: string;
  readonly groups: readonly { name: string; n: number; people: number; posts: number; mean: number | null }[];
  readonly p: number | null;
  readonly adjustedP: number | null;
  readonly effect: { metric: string; value: number | null; low: number | null; high: number | null; smallest: number };
  /** People in both groups. */
  readonly inBoth: number;
  readonly needed: number;
  readonly verdict: string;
}

const verdictWords: Record<string, string> = {
  supported: 'supported',
  negligible: 'a real but negligible difference',
  'not-supported': 'not supported',
  contradicted: 'the opposite was found',
  'not-enough-data': 'not enough data',
};

/** Names of tests and effects as the literature writes them; a difference of means needs none. */
const names: Record<string, string> = {
  welch: 'Welch’s t',
  'mann-whitney': 'Mann–Whitney U',
  'two-proportions': 'two proportions',
  permutation: 'permutation test',
  'cliffs-delta': 'Cliff’s δ',
  'cohens-d': 'Cohen’s d',
};

function nameOf(id: string): string {
  return names[id] ?? id;
}

function p(value: number | null): string {
  if (value === null) return '–';
  return value < 0.001 ? 'p < 0.001' : `p = ${value.toFixed(3)}`;
}

/** The section of the registered hypotheses: what was found for each, effects drawn by their metric, and the table. */
export function hypothesesHtml(judged: readonly Judged[], protocol: Protocol, version: number): string {
  const rows = judged.map((one) => {
    const [a, b] = one.groups;
    const found =
      one.verdict === 'not-enough-data'
        ? `${a!.name}: ${a!.n}, ${b!.name}: ${b!.n}; at least ${one.needed} in each were needed`
        : `${a!.name} ${formatNumber(a!.mean ?? Number.NaN)} against ${b!.name} ${formatNumber(b!.mean ?? Number.NaN)} (${formatNumber(a!.n)} and ${formatNumber(b!.n)} ${one.unit === 'person' ? 'people' : 'posts'}); ${nameOf(one.effect.metric)} ${formatNumber(one.effect.value ?? Number.NaN)}${one.effect.low === null ? '' : `, 95 % ${formatNumber(one.effect.low)} to ${formatNumber(one.effect.high!)}`}; ${nameOf(one.test)}, ${p(one.adjustedP)} after Holm among the ${one.kind}${one.inBoth > 0 ? `. ${formatNumber(one.inBoth)} ${one.inBoth === 1 ? 'person is' : 'people are'} in both groups, which the test takes as independent: read p and interval as near` : ''}`;
    return `<li class="hypothesis ${escapeHtml(one.verdict)}"><p><strong>${escapeHtml(one.id)}</strong> <span class="tag ${escapeHtml(one.kind)}">${escapeHtml(one.kind)}</span> ${escapeHtml(one.statement)}</p><p class="verdict">${escapeHtml(verdictWords[one.verdict] ?? one.verdict)}</p><p class="small">${escapeHtml(found)}. Smallest effect of interest: ${one.effect.smallest}.</p></li>`;
  });
  const metrics = [...new Set(judged.map((one) => one.effect.metric))];
  // Effects of different metrics share no axis.
  const charts = metrics.map((metric) => {
    const of = judged.filter((one) => one.effect.metric === metric);
    const tested = of.filter((one) => one.effect.value !== null);
    return barChart(
      {
        title: `Effects of the hypotheses: ${nameOf(metric)}`,
        description:
          tested.map((one) => `${one.id}: ${formatNumber(one.effect.value!)}`).join('; ') || 'none could be tested',
      },
      of.map((one) => ({ label: one.id, value: one.effect.value, low: one.effect.low, high: one.effect.high })),
      {
        xLabel: `${nameOf(metric)} with 95 % interval; dashed: smallest effects of interest`,
        references: [...new Set(of.flatMap(({ effect }) => [-effect.smallest, effect.smallest]))],
      },
    );
  });
  const table = tableHtml(
    {
      head: ['id', 'kind', 'verdict', 'test', 'metric', 'effect', 'low', 'high', 'p', 'p (Holm)', 'n'],
      rows: judged.map((one) => [
        one.id,
        one.kind,
        verdictWords[one.verdict] ?? one.verdict,
        nameOf(one.test),
        nameOf(one.effect.metric),
        one.effect.value,
        one.effect.low,
        one.effect.high,
        one.p,
        one.adjustedP,
        one.groups.map((group) => group.n).join(' / '),
      ]),
      more: 0,
    },
    'Hypotheses',
  );
  // Amended after a look at the data a hypothesis is no longer fixed beforehand, whatever the protocol calls it.
  const amended =
    version > 1
      ? `<p class="small">This is version ${version} of the protocol. A hypothesis that was changed after a run had seen the data is exploratory, whatever it is called here: npx assay audit show --study ${escapeHtml(protocol.study)} --action protocol.amended lists the amendments.</p>`
      : '';
  const note = protocol.hypotheses.some((one) => one.kind === 'exploratory')
    ? '<p class="small">Exploratory results suggest; they do not test. Only confirmatory ones were fixed in the protocol.</p>'
    : '';
  return `<section id="hypotheses"><h2>Hypotheses</h2><ol class="plain">${rows.join('')}</ol>${charts.join('')}<details><summary>Table</summary>${table}</details>${note}${amended}</section>`;
}
