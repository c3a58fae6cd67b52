import { type Artefact, numbers, rowCount, strings } from '../domain/artefact';
import type { Json, JsonObject } from '../domain/json';
import type { Gap } from '../domain/method';
import { barChart, formatNumber, type Line, lineChart } from './svg';
import { type TableData, tableOf } from './table';

export interface Figure {
  readonly title: string;
  /** One or two sentences that say what it shows. */
  readonly text: string;
  /** SVG; absent where a table says it better. */
  readonly chart?: string;
  readonly table: TableData;
}

/** Groups drawn in one chart; the table holds the others. */
const drawnGroups = 6;

function percent(value: number | null | undefined): string {
  return value === null || value === undefined || Number.isNaN(value)
    ? 'unknown'
    : `${formatNumber(Math.round(value * 1000) / 10)} %`;
}

function counts(values: readonly (string | null)[]): [string, number][] {
  const map = new Map<string, number>();
  for (const value of values) map.set(value ?? 'none', (map.get(value ?? 'none') ?? 0) + 1);
  return [...map].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

/** Rows of each group of a series, largest group first. */
function groupsOf(artefact: Artefact): [string, number[]][] {
  const group = strings(artefact, 'group');
  const posts = numbers(artefact, 'posts');
  const rows = new Map<string, number[]>();
  group.forEach((name, row) => {
    const list = rows.get(name ?? 'none');
    if (list) list.push(row);
    else rows.set(name ?? 'none', [row]);
  });
  const total = (list: readonly number[]): number =>
    list.reduce((sum, row) => sum + (Number.isNaN(posts[row]!) ? 0 : posts[row]!), 0);
  return [...rows].sort((a, b) => total(b[1]) - total(a[1]) || (a[0] < b[0] ? -1 : 1));
}

function activity(artefact: Artefact, gaps: readonly Gap[], title: string): Figure[] {
  const about = artefact.about as {
    interval: string;
    by: string | null;
    summary: { gapIntervals: number; engagementBasis: string | null; engagementRate: number | null; posts: number };
  };
  const time = numbers(artefact, 'time');
  const groups = groupsOf(artefact);
  const lines = (column: string): Line[] =>
    groups.slice(0, drawnGroups).map(([name, rows]) => ({
      name,
      points: rows.map((row) => {
        const value = numbers(artefact, column)[row]!;
        return { x: time[row]!, y: Number.isNaN(value) ? null : value };
      }),
    }));
  const gapText =
    about.summary.gapIntervals > 0
      ? ` Shaded: ${gaps.length} ${gaps.length === 1 ? 'gap' : 'gaps'} in collection, where the volume is unknown, not zero.`
      : '';
  const figures: Figure[] = [
    {
      title: `${title}: posts per ${about.interval}`,
      text: `${formatNumber(about.summary.posts)} posts${about.by ? `, by ${about.by}` : ''}.${gapText}`,
      chart: lineChart(
        {
          title: `${title}: posts per ${about.interval}`,
          description: `Posts over time${
            about.by
              ? ` for ${groups
                  .slice(0, drawnGroups)
                  .map(([name]) => name)
                  .join(', ')}`
              : ''
          }.${gapText}`,
        },
        lines('posts'),
        { time: true, yLabel: `posts per ${about.interval}`, gaps },
      ),
      table: tableOf(artefact, 200, ['group', 'time', 'posts', 'people', 'gap']),
    },
  ];
  if (numbers(artefact, 'sentiment').some((value) => !Number.isNaN(value))) {
    figures.push({
      title: `${title}: mean sentiment per ${about.interval}`,
      text: 'Mean compound score of the lexicon, −1 to 1, where enough posts were scored.',
      chart: lineChart(
        { title: `${title}: mean sentiment`, description: 'Mean sentiment over time.' },
        lines('sentiment'),
        { time: true, yLabel: 'mean compound score', gaps },
      ),
      table: tableOf(artefact, 200, ['group', 'time', 'sentiment', 'negative']),
    });
  }
  figures.push({
    title: `${title}: engagement`,
    text:
      about.summary.engagementBasis === null
        ? 'No rate: the data has neither impressions, nor reach, nor followers to divide by.'
        : `Engagement rate ${percent(about.summary.engagementRate)}: likes, reposts, replies and quotes divided by ${about.summary.engagementBasis === 'view' ? 'impressions' : about.summary.engagementBasis}.`,
    ...(about.summary.engagementBasis === null
      ? {}
      : {
          chart: lineChart(
            { title: `${title}: engagement rate`, description: 'Engagement rate over time.' },
            lines('rate'),
            { time: true, yLabel: 'engagement rate', gaps },
          ),
        }),
    table: tableOf(artefact, 60, ['group', 'time', 'actions', 'rate']),
  });
  return figures;
}

function anomalies(artefact: Artefact, gaps: readonly Gap[], title: string): Figure[] {
  const about = artefact.about as unknown as {
    strongest: { group: string; time: string; posts: number; expected: number; z: number }[];
    summary: { count: number; threshold: number; tooShort: number };
  };
  const time = numbers(artefact, 'time');
  const posts = numbers(artefact, 'posts');
  const [first] = groupsOf(artefact);
  const rows = first?.[1] ?? [];
  const marks = about.strongest
    .filter((one) => one.group === first?.[0])
    .map((one) => ({
      x: Date.parse(one.time),
      y: one.posts,
      label: `${one.time}: ${one.posts} posts, ${one.expected} expected`,
    }));
  return [
    {
      title,
      text:
        about.summary.count === 0
          ? `No interval is ${about.summary.threshold} robust deviations or more from what is usual${about.summary.tooShort > 0 ? '; some series are too short to say' : ''}.`
          : `${about.summary.count} intervals lie ${about.summary.threshold} robust deviations or more from what is usual for their hour or day; the strongest are listed. Drawn: ${first![0]}.`,
      chart: lineChart(
        { title, description: `Posts of ${first?.[0] ?? 'no group'} over time with ${marks.length} marked intervals.` },
        [
          {
            name: first?.[0] ?? '',
            points: rows.map((row) => ({ x: time[row]!, y: Number.isNaN(posts[row]!) ? null : posts[row]! })),
          },
        ],
        { time: true, yLabel: 'posts', gaps, marks },
      ),
      table: {
        head: ['group', 'time', 'posts', 'expected', 'z'],
        rows: about.strongest.map((one) => [
          one.group,
          one.time.slice(0, 16).replace('T', ' '),
          one.posts,
          one.expected,
          one.z,
        ]),
        more: Math.max(0, about.summary.count - about.strongest.length),
      },
    },
  ];
}

function breakdown(artefact: Artefact, title: string): Figure[] {
  const group = strings(artefact, 'group');
  const category = 'category' in artefact.columns ? strings(artefact, 'category') : null;
  const value = numbers(artefact, 'value');
  const low = numbers(artefact, 'low');
  const high = numbers(artefact, 'high');
  const posts = numbers(artefact, 'posts');
  const finite = (one: number): number | null => (Number.isNaN(one) ? null : one);
  const bars = group.map((name, row) => ({
    label: category ? `${name}: ${category[row]}` : name!,
    value: finite(value[row]!),
    low: finite(low[row]!),
    high: finite(high[row]!),
    note: Number.isNaN(value[row]!) ? `not enough data (${posts[row]} posts)` : undefined,
  }));
  const drawn = category
    ? bars
        .map((bar, row) => ({ ...bar, posts: posts[row]! * (bar.value ?? 0) }))
        .sort((a, b) => b.posts - a.posts)
        .slice(0, 24)
    : bars.slice(0, 40);
  return [
    {
      title,
      text: `Dots are estimates, lines 95 % intervals over people.${category && drawn.length < bars.length ? ` The ${drawn.length} most frequent are drawn.` : ''}`,
      chart: barChart(
        {
          title,
          description: bars
            .slice(0, 12)
            .map((bar) => `${bar.label}: ${bar.value === null ? 'not enough data' : formatNumber(bar.value)}`)
            .join('; '),
        },
        drawn.map(({ label, value: v, low: l, high: h, note }) => ({
          label,
          value: v,
          low: l,
          high: h,
          ...(note ? { note } : { note: v === null ? '' : formatNumber(v) }),
        })),
        { xLabel: category ? 'share of posts' : 'mean or share' },
      ),
      table: tableOf(artefact, 300),
    },
  ];
}

function survival(artefact: Artefact, title: string): Figure[] {
  const about = artefact.about as {
    summary: { hashtags: number; ended: number; censored: number; medianHours: number | null; notEnoughData?: boolean };
  };
  const hours = numbers(artefact, 'hours');
  const value = numbers(artefact, 'survival');
  const low = numbers(artefact, 'low');
  const high = numbers(artefact, 'high');
  const points = [{ x: 0, y: 1 as number | null, low: 1 as number | null, high: 1 as number | null }];
  for (let i = 0; i < hours.length; i++)
    points.push({
      x: hours[i]!,
      y: value[i]!,
      low: Number.isNaN(low[i]!) ? null : low[i]!,
      high: Number.isNaN(high[i]!) ? null : high[i]!,
    });
  const { summary } = about;
  return [
    {
      title,
      text: summary.notEnoughData
        ? `Not enough data: of ${summary.hashtags} hashtags only ${summary.ended} were seen to end.`
        : `Of ${summary.hashtags} hashtags ${summary.ended} ended and ${summary.censored} may live on. Median life: ${summary.medianHours === null ? 'longer than observed' : `${formatNumber(summary.medianHours)} hours`}.`,
      chart: lineChart(
        { title, description: `Share of hashtags still in use after so many hours, with 95 % limits.` },
        [{ name: 'still in use', points }],
        { time: false, steps: true, yLabel: 'share still in use', xLabel: 'hours since first use' },
      ),
      table: tableOf(artefact, 100),
    },
  ];
}

function nodeMeasure(artefact: Artefact, title: string): Figure[] {
  const summary = artefact.about.summary as JsonObject;
  if ('communities' in summary) {
    const largest = ((summary.sizes as readonly number[]) ?? []).slice(0, 10);
    const total = summary.nodes as number;
    return [
      {
        title,
        text: `${formatNumber(summary.communities as number)} communities among ${formatNumber(total)} nodes; modularity ${formatNumber((summary.modularity as number | null) ?? Number.NaN)}, agreement of repeated starts ${formatNumber((summary.stability as number | null) ?? Number.NaN)} (NMI, 1 is the same every time).`,
        chart: barChart(
          { title, description: `Sizes of the largest communities: ${largest.join(', ')} nodes.` },
          largest.map((size, i) => ({ label: `community ${i + 1}`, value: size })),
          { xLabel: 'nodes' },
        ),
        table: {
          head: ['community', 'nodes', 'share'],
          rows: largest.map((size, i) => [i + 1, size, total ? size / total : null]),
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
    return { part, top, share: total > 0 ? sum / total : null };
  });
  return [
    {
      title,
      text: `${formatNumber(value.length)} nodes. The top 1 % hold ${percent(shares[1]!.share)} of the whole. Scores of single accounts stay inside the study.${summary.exact === false ? ` Estimated from ${formatNumber(summary.sources as number)} random sources.` : ''}`,
      chart: barChart(
        { title, description: shares.map((one) => `top ${percent(one.part)}: ${percent(one.share)}`).join('; ') },
        shares.map((one) => ({ label: `top ${percent(one.part)}`, value: one.share, note: percent(one.share) })),
        { xLabel: 'share of the whole score' },
      ),
      table: {
        head: ['top share of nodes', 'nodes', 'share of score'],
        rows: shares.map((one) => [percent(one.part), one.top, one.share]),
        more: 0,
      },
    },
  ];
}

function graph(artefact: Artefact, title: string): Figure[] {
  const summary = artefact.about.summary as JsonObject;
  const names = artefact.about.names as readonly string[] | undefined;
  const text = `${formatNumber(summary.nodes as number)} nodes, ${formatNumber(summary.edges as number)} edges. A missing tie is not an absent one: only collected posts are seen.`;
  if (!names) return [{ title, text, table: { head: ['figure', 'value'], rows: Object.entries(summary), more: 0 } }];
  const source = numbers(artefact, 'source');
  const target = numbers(artefact, 'target');
  const weight = numbers(artefact, 'weight');
  const order = Array.from({ length: rowCount(artefact) }, (_, e) => e)
    .sort((a, b) => weight[b]! - weight[a]! || a - b)
    .slice(0, 15);
  return [
    {
      title,
      text,
      chart: barChart(
        { title, description: 'The pairs of hashtags most often used together.' },
        order.map((e) => ({ label: `#${names[source[e]!]} · #${names[target[e]!]}`, value: weight[e]! })),
        { xLabel: 'posts with both' },
      ),
      table: {
        head: ['hashtag', 'hashtag', 'posts'],
        rows: order.map((e) => [names[source[e]!]!, names[target[e]!]!, weight[e]!]),
        more: rowCount(artefact) - order.length,
      },
    },
  ];
}

function postTable(artefact: Artefact, title: string): Figure[] {
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
  for (const [name, column] of Object.entries(artefact.columns)) {
    if (!Array.isArray(column)) continue;
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

function evaluation(about: JsonObject, title: string): Figure[] {
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
      table: {
        head: ['class', 'precision', 'recall', 'F1', 'posts'],
        rows: main.scores.perClass.map((one) => [one.class, one.precision, one.recall, one.f1, one.support]),
        more: 0,
      },
    },
  ];
  for (const [slice, values] of Object.entries(
    (about.slices ?? {}) as Record<
      string,
      { value: string; n: number; macroRecall?: number; accuracy?: number; notEnoughData?: boolean }[]
    >,
  )) {
    figures.push({
      title: `${title}: by ${slice}`,
      text: `The same judgement within each ${slice}. A drop is a limit of the method there.`,
      chart: barChart(
        {
          title: `${title}: by ${slice}`,
          description: values
            .map((one) => `${one.value}: ${one.notEnoughData ? 'not enough data' : formatNumber(one.macroRecall!)}`)
            .join('; '),
        },
        values.slice(0, 20).map((one) => ({
          label: one.value,
          value: one.macroRecall ?? null,
          note: one.notEnoughData
            ? `not enough data (${one.n} posts)`
            : `${formatNumber(one.macroRecall!)} (${formatNumber(one.n)} posts)`,
        })),
        { xLabel: 'macro recall' },
      ),
      table: {
        head: [slice, 'posts', 'accuracy', 'macro recall'],
        rows: values.map((one) => [one.value, one.n, one.accuracy ?? null, one.macroRecall ?? null]),
        more: 0,
      },
    });
  }
  return figures;
}

/** Figures of a task's artefact, chosen by its kind and what it holds. */
export function figuresOf(artefact: Artefact, method: string, title: string, gaps: readonly Gap[]): Figure[] {
  if (method === 'series/activity') return activity(artefact, gaps, title);
  if (method === 'series/anomalies') return anomalies(artefact, gaps, title);
  if (method === 'statistics/breakdown') return breakdown(artefact, title);
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
