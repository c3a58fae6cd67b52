import { type CellRule, countShown } from './small-cells';
import { barChart, escapeHtml, formatNumber } from './svg';
import { type TableData, tableHtml } from './table';

/** A hypothesis as `statistics/hypotheses` judged it. */
export interface Judged {
  readonly id: string;
  readonly statement: string;
  /** `exploratory` also where the protocol called it confirmatory too late, which `postHoc` explains. */
  readonly kind: string;
  readonly postHoc: string | null;
  readonly test: string;
  readonly unit: string;
  readonly groups: readonly {
    name: string;
    n: number;
    people: number;
    posts: number;
    unknownAuthors: number;
    mean: number | null;
  }[];
  readonly inference: string | null;
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
  suggested: 'suggested, not tested',
  'opposite-suggested': 'the opposite is suggested, not tested',
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

function kindShown(one: Judged): string {
  return one.postHoc === null ? one.kind : 'exploratory (post hoc)';
}

/** How sure it is: a confirmatory p after Holm's correction, an exploratory one as it is, and whose values were kept together. */
function certainty(one: Judged, cells: CellRule): string {
  const unknown = one.groups.reduce((sum, group) => sum + group.unknownAuthors, 0);
  return [
    one.adjustedP === null
      ? `${p(one.p)}, uncorrected: exploratory`
      : `${p(one.adjustedP)} after Holm among the confirmatory`,
    ...(one.inference === 'permutation-by-account'
      ? [
          `p from permutations and limits from a bootstrap that keep accounts whole, because ${one.inBoth > 0 ? `${cellShown(one.inBoth, cells)} people stand in both groups` : 'some wrote several of the posts'}`,
        ]
      : []),
    ...(unknown > 0
      ? [`the author of ${cellShown(unknown, cells)} posts is not known: they are taken as of different people`]
      : []),
  ].join('; ');
}

function cellShown(count: number, cells: CellRule): string {
  const shown = countShown(count, cells);
  return typeof shown === 'number' ? formatNumber(shown) : String(shown);
}

/** The mean of a group, unless it would be about few people. */
function meanShown({ people, mean }: Judged['groups'][number], { minimum }: CellRule): number | null {
  return people < minimum ? null : mean;
}

function found(one: Judged, cells: CellRule): string {
  const [a, b] = one.groups as [Judged['groups'][number], Judged['groups'][number]];
  if (one.verdict === 'not-enough-data')
    return `${a.name}: ${cellShown(a.people, cells)}, ${b.name}: ${cellShown(b.people, cells)} people; at least ${one.needed} in each were needed, and values that differ`;
  const mean = (group: Judged['groups'][number]): string => {
    const value = meanShown(group, cells);
    return value === null ? 'held back' : formatNumber(value);
  };
  const limits =
    one.effect.low === null ? '' : `, 95 % ${formatNumber(one.effect.low)} to ${formatNumber(one.effect.high!)}`;
  return `${a.name} ${mean(a)} against ${b.name} ${mean(b)} (${cellShown(a.n, cells)} and ${cellShown(b.n, cells)} ${one.unit === 'person' ? 'people' : 'posts'}); ${nameOf(one.effect.metric)} ${formatNumber(one.effect.value ?? Number.NaN)}${limits}; ${nameOf(one.test)}, ${certainty(one, cells)}`;
}

/** The judged hypotheses as a table: for the report, and as a file beside it. */
export function hypothesesTable(judged: readonly Judged[], cells: CellRule): TableData {
  return {
    head: [
      'id',
      'kind',
      'post hoc because',
      'verdict',
      'test',
      'inference',
      'metric',
      'effect',
      'low',
      'high',
      'p',
      'p (Holm)',
      'people',
    ],
    rows: judged.map((one) => [
      one.id,
      kindShown(one),
      one.postHoc,
      verdictWords[one.verdict] ?? one.verdict,
      nameOf(one.test),
      one.inference === 'permutation-by-account' ? 'accounts kept whole' : one.inference && 'independent',
      nameOf(one.effect.metric),
      one.effect.value,
      one.effect.low,
      one.effect.high,
      one.p,
      one.adjustedP,
      one.groups.map((group) => cellShown(group.people, cells)).join(' / '),
    ]),
    more: 0,
  };
}

/** The section of the registered hypotheses: what was found for each, effects drawn by their metric, and the table. */
export function hypothesesHtml(judged: readonly Judged[], cells: CellRule): string {
  const rows = judged.map((one) => {
    const postHoc =
      one.postHoc === null
        ? ''
        : `<p class="small">Exploratory, whatever the protocol calls it: ${escapeHtml(one.postHoc)}.</p>`;
    return `<li class="hypothesis ${escapeHtml(one.verdict)}"><p><strong>${escapeHtml(one.id)}</strong> <span class="tag ${escapeHtml(one.kind)}">${escapeHtml(kindShown(one))}</span> ${escapeHtml(one.statement)}</p><p class="verdict">${escapeHtml(verdictWords[one.verdict] ?? one.verdict)}</p>${postHoc}<p class="small">${escapeHtml(found(one, cells))}. Smallest effect of interest: ${one.effect.smallest}.</p></li>`;
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
  const note = judged.some((one) => one.kind === 'exploratory')
    ? '<p class="small">Exploratory results suggest; they do not test, and their p is not corrected. Only confirmatory ones stood in the protocol before posts were collected.</p>'
    : '';
  return `<section id="hypotheses"><h2>Hypotheses</h2><ol class="plain">${rows.join('')}</ol>${charts.join('')}<details><summary>Table</summary>${tableHtml(hypothesesTable(judged, cells), 'Hypotheses')}</details>${note}</section>`;
}
