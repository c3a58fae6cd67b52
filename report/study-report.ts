import type { Artefact } from '../domain/artefact';
import type { Json, JsonObject } from '../domain/json';
import type { Gap, Method } from '../domain/method';
import { article9Conditions, kindOf, lawfulBases, type Protocol, type TestedProtocol } from '../domain/protocol';
import { figuresOf } from './figures';
import { hypothesesHtml, type Judged } from './hypotheses';
import { type CellRule, countShown, heldBack } from './small-cells';
import { chartStyle, escapeHtml, formatNumber, startChartIds } from './svg';
import { tableHtml } from './table';

/** Everything that a report shows. No run id, no clock, no path: the same study and the same decisions give the same bytes anywhere. */
export interface StudyReport {
  readonly protocol: TestedProtocol;
  readonly protocolSha256: string;
  readonly protocolVersion: number;
  readonly snapshot: { readonly sha256: string; readonly counts: JsonObject; readonly gaps: readonly Gap[] };
  readonly seed: number;
  readonly tasks: readonly {
    readonly id: string;
    readonly step: string;
    readonly method: Method;
    readonly parameters: Json;
    readonly sha256: string;
    readonly artefact: Artefact;
  }[];
  readonly headline: readonly { readonly label: string; readonly value: Json }[];
  readonly alerts: readonly { readonly rule: string; readonly value: number | null; readonly fired: boolean }[];
  readonly gates: readonly {
    readonly gate: string;
    readonly applies: boolean;
    readonly because: string;
    /** What was decided, by which role, on which day; a role and no name. */
    readonly decision?: { readonly answer: string; readonly role: string; readonly on: string };
  }[];
  /** Whom figures may tell of. */
  readonly cells: CellRule;
  readonly releases: readonly string[];
}

function list(items: readonly string[]): string {
  return `<ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`;
}

function alertText(one: StudyReport['alerts'][number], protocol: Protocol): string {
  const rule = protocol.outputs.alerts.find(({ id }) => id === one.rule);
  const limit = rule?.above !== undefined ? `fires above ${rule.above}` : `fires below ${rule?.below}`;
  const value =
    one.value === null ? 'not enough data to say' : `${one.fired ? 'fired' : 'quiet'} at ${formatNumber(one.value)}`;
  return `${one.rule}: ${value} (${limit})`;
}

/** Counts of posts by what they are, those of few held back. */
function protectedRows(counts: readonly (readonly [string, number])[], cells: CellRule): [string, Json][] {
  const held = heldBack(
    counts.map(([name, people]) => ({ keys: [name], people })),
    cells,
  );
  return counts.map(([name, count], i) => [name, held[i] ?? count]);
}

function gateText(one: StudyReport['gates'][number]): string {
  if (!one.applies) return `${one.gate}: no decision needed (${one.because})`;
  const { decision } = one;
  return decision
    ? `${one.gate}: ${decision.answer === 'approve' ? 'approved' : 'refused'} by ${decision.role} on ${decision.on} (${one.because})`
    : `${one.gate}: decided by a person (${one.because})`;
}

function dataHtml(report: StudyReport): string {
  const { counts, gaps } = report.snapshot;
  const { cells } = report;
  const sources = counts.sources as unknown as {
    source: string;
    rows: number;
    accepted: number;
    quarantined: number;
    withheld: number;
  }[];
  const excluded = Object.entries(counts.excluded as Record<string, number>);
  const notices = Object.entries(counts.notices as Record<string, number>);
  const quarantine = Object.entries(counts.quarantine as Record<string, number>);
  const masked = Object.entries(counts.masked as Record<string, number>).sort((a, b) => b[1] - a[1]);
  const languages = Object.entries(counts.languages as Record<string, number>).sort((a, b) => b[1] - a[1]);
  const date = (time: Json | undefined): string =>
    typeof time === 'number' ? new Date(time).toISOString().slice(0, 10) : 'unknown';
  return `<section id="data"><h2>Data</h2>
<p>${formatNumber(counts.posts as number)} posts of ${formatNumber(counts.authors as number)} authors, ${typeof counts.first === 'number' ? `${date(counts.first)} to ${date(counts.last)}, UTC` : 'none of them with a time'}.</p>
${tableHtml({ head: ['source', 'rows', 'stored', 'quarantined', 'withheld'], rows: sources.map((one) => [one.source, one.rows, one.accepted, one.quarantined, countShown(one.withheld, cells)]), more: 0 }, 'Collection')}
${tableHtml({ head: ['left out because', 'posts'], rows: protectedRows(excluded, cells), more: 0 }, 'Exclusions in cleaning')}
${notices.length + quarantine.length > 0 ? `<h3>Damage noticed</h3>${list([...notices.map(([name, n]) => `${name}: ${formatNumber(n)} rows`), ...quarantine.map(([name, n]) => `quarantined, ${name}: ${formatNumber(n)} rows`)])}` : ''}
<h3>Gaps in collection</h3>${typeof counts.first !== 'number' ? '<p>Not enough data: without times no gap can be seen.</p>' : gaps.length === 0 ? '<p>None found.</p>' : list(gaps.map((gap) => `${gap.platform}: ${new Date(gap.from).toISOString().slice(0, 16).replace('T', ' ')} to ${new Date(gap.to).toISOString().slice(0, 16).replace('T', ' ')} UTC, drawn as a gap in every chart`))}
<details><summary>Languages and masks</summary>${tableHtml({ head: ['language', 'posts'], rows: protectedRows(languages, cells).slice(0, 30), more: Math.max(0, languages.length - 30) }, 'Languages')}${tableHtml({ head: ['masked', 'spans'], rows: protectedRows(masked, cells), more: 0 }, 'Personal data masked')}</details></section>`;
}

function taskHtml(task: StudyReport['tasks'][number], gaps: readonly Gap[], cells: CellRule, planned: boolean): string {
  const figures = figuresOf(task.artefact, task.method, task.id, gaps, cells);
  const body = figures
    .map(
      (figure) =>
        `<figure><figcaption><strong>${escapeHtml(figure.title)}</strong></figcaption><p>${escapeHtml(figure.text)}</p>${figure.chart ?? ''}${figure.chart ? `<details><summary>Table</summary>${tableHtml(figure.table, figure.title)}</details>` : tableHtml(figure.table, figure.title)}</figure>`,
    )
    .join('\n');
  const references =
    task.method.references.length > 0
      ? `<dt>references</dt><dd>${escapeHtml(task.method.references.join('; '))}</dd>`
      : '';
  return `<article id="task-${escapeHtml(task.id)}"><h3>${escapeHtml(task.method.title)} <code>${escapeHtml(task.id)}</code>${planned ? '' : ' <span class="tag exploratory">exploratory</span>'}</h3>
${body}
<details class="method"><summary>Method, parameters, references</summary><p>${escapeHtml(task.method.description)}</p><dl><dt>method</dt><dd><code>${escapeHtml(task.method.id)}</code>, version ${task.method.version}</dd><dt>parameters</dt><dd><code>${escapeHtml(JSON.stringify(task.parameters))}</code></dd><dt>artefact</dt><dd><code>${task.sha256}</code></dd>${references}</dl></details></article>`;
}

const style = `
:root{color-scheme:light dark;--paper:#fff;--ink:#1c2024;--muted:#5b636b;--faint:#e4e7ea;--gap:#e9dfcf;--accent:#0b5a8f;--s0:#2f6f9f;--s1:#b8461b;--s2:#3f7d4e;--s3:#7a4f9a;--s4:#8a6d1d;--s5:#a33a63;--s6:#4d5964}
@media(prefers-color-scheme:dark){:root{--paper:#15181b;--ink:#e6e8ea;--muted:#a3abb3;--faint:#31363b;--gap:#3d3524;--accent:#7cc0ee;--s0:#6fb1e0;--s1:#f08b5d;--s2:#7fc492;--s3:#c09ae0;--s4:#d6b65a;--s5:#e48bb0;--s6:#aab4bf}}
*{box-sizing:border-box}body{margin:0 auto;max-width:52rem;padding:1.5rem 1rem 4rem;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,sans-serif}
h1{font-size:1.7rem;line-height:1.25;margin:.2em 0}h2{margin-top:2.4em;border-bottom:2px solid var(--faint);padding-bottom:.2em}h3{margin-top:1.8em}
a{color:var(--accent)}.small,figcaption+p,dd,dt{font-size:.92rem}.small{color:var(--muted)}code{font-size:.85em;overflow-wrap:anywhere}
.notice{border:2px solid var(--s1);padding:.6em 1em;border-radius:6px}.nothing{color:var(--muted);font-style:italic}
.tag{font-size:.75rem;border:1px solid currentColor;border-radius:999px;padding:.1em .6em;white-space:nowrap}.tag.exploratory{color:var(--s1)}.tag.confirmatory{color:var(--s2)}
ol.plain{list-style:none;padding:0}.hypothesis{border-left:4px solid var(--muted);padding:.2em 1em;margin:1em 0}.hypothesis.supported{border-color:var(--s2)}.hypothesis.contradicted{border-color:var(--s1)}.verdict{font-weight:700;margin:.2em 0}
.headline{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:1rem;padding:0;list-style:none}.headline li{border:1px solid var(--faint);border-radius:8px;padding:.8em}.headline b{display:block;font-size:1.5rem}
figure{margin:1.2em 0}table{border-collapse:collapse;font-size:.88rem;min-width:50%}caption{text-align:left;font-weight:600;padding:.4em 0}th,td{border-bottom:1px solid var(--faint);padding:.3em .7em;text-align:left;vertical-align:top}.n{text-align:right;font-variant-numeric:tabular-nums}.scroll{overflow-x:auto}
details{margin:.6em 0}summary{cursor:pointer;color:var(--accent)}dl{display:grid;grid-template-columns:auto 1fr;gap:.2em 1em}dt{font-weight:600}dd{margin:0}
@media print{body{max-width:none;font-size:11pt}:root{--paper:#fff;--ink:#000}figure,.hypothesis,tr{break-inside:avoid}summary{display:none}nav{display:none}}
${chartStyle}`;

/** The report as one HTML file: no network, no script, nothing that names a person. */
export function studyReportHtml(report: StudyReport): string {
  startChartIds();
  const { protocol } = report;
  const hypotheses = report.tasks.find((task) => task.method.id === 'statistics/hypotheses');
  const shown = report.tasks.filter(
    (task) => !['statistics/hypotheses', 'text/bag-of-words', 'text/tfidf', 'release/table'].includes(task.method.id),
  );
  const confirmed = new Set(
    protocol.hypotheses
      .filter((one) => kindOf(one) === 'confirmatory')
      .flatMap((one) => [
        'task' in one.measure ? one.measure.task : '',
        'task' in one.comparison.by ? one.comparison.by.task : '',
      ]),
  );
  const section = (id: string, heading: string, step: string): string => {
    const tasks = shown.filter((task) => task.step === step);
    return tasks.length === 0
      ? ''
      : `<section id="${id}"><h2>${heading}</h2>${tasks.map((task) => taskHtml(task, report.snapshot.gaps, report.cells, confirmed.has(task.id))).join('\n')}</section>`;
  };
  const headline =
    report.headline.length === 0
      ? ''
      : `<ul class="headline">${report.headline.map((one) => `<li><b>${escapeHtml(typeof one.value === 'number' ? formatNumber(one.value) : one.value === null ? 'not enough data' : String(one.value))}</b>${escapeHtml(one.label)}</li>`).join('')}</ul>`;
  const limitations = [
    'The posts were collected, not sampled: they speak for themselves, not for a population.',
    'People who post are few among those who read; people who delete, protect or object are not here.',
    'Language, sentiment and topics are machine judgements. What was measured of their errors stands under “How sure”; what is not there was not measured.',
    ...(report.snapshot.gaps.length > 0
      ? [
          `Collection has ${report.snapshot.gaps.length} ${report.snapshot.gaps.length === 1 ? 'gap' : 'gaps'}; what happened there is not known.`,
        ]
      : []),
    `Counts and figures of fewer than ${report.cells.minimum} people are held back, and others where a total would give such a one away.`,
    ...protocol.outputs.limitations,
  ];
  const article9 = protocol.lawfulBasis.article9 ? `, art. ${article9Conditions[protocol.lawfulBasis.article9]}` : '';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"><title>${escapeHtml(protocol.title)}</title><style>${style}</style></head><body>
<header><p class="small">Study report · <code>${escapeHtml(protocol.study)}</code> · protocol version ${report.protocolVersion}</p><h1>${escapeHtml(protocol.title)}</h1><p>${escapeHtml(protocol.question)}</p>
${protocol.synthetic ? '<p class="notice"><strong>Synthetic posts.</strong> Everything here comes from a generator; nothing is said about real people or products.</p>' : ''}</header>
<nav aria-label="Contents"><a href="#data">Data</a> · <a href="#hypotheses">Hypotheses</a> · <a href="#features">What was measured</a> · <a href="#modelling">What was found</a> · <a href="#validation">How sure</a> · <a href="#limits">Limits</a> · <a href="#provenance">Provenance</a></nav>
<main>
${headline}
${report.alerts.length > 0 ? `<section id="alerts"><h2>Alerts</h2>${list(report.alerts.map((one) => alertText(one, protocol)))}</section>` : ''}
${hypotheses ? hypothesesHtml(hypotheses.artefact.about.judged as unknown as Judged[], report.cells) : '<section id="hypotheses"><h2>Hypotheses</h2><p>None registered: everything here is exploratory.</p></section>'}
${dataHtml(report)}
${section('features', 'What was measured', 'features')}
${section('modelling', 'What was found', 'modelling')}
${section('validation', 'How sure', 'validation')}
<section id="limits"><h2>Limits and disclaimers</h2>${list(limitations)}<p>Results describe groups of posts. They are no ground for a decision about a single person.</p></section>
<section id="governance"><h2>Why this was allowed</h2><p>${escapeHtml(protocol.purpose)}</p><p>${protocol.lawfulBasis.article6 === 'not-personal-data' ? 'No personal data.' : `Legal basis: art. ${lawfulBases[protocol.lawfulBasis.article6]}${article9} GDPR.`} ${escapeHtml(protocol.lawfulBasis.because)}</p>${list(report.gates.map(gateText))}<p>Objections: ${escapeHtml(protocol.consent.contact)}. Retention: posts ${escapeHtml(protocol.retention.posts)}, identifiers ${escapeHtml(protocol.retention.identifiers)}.</p></section>
<section id="provenance"><h2>Provenance</h2><dl><dt>protocol</dt><dd><code>${report.protocolSha256}</code></dd><dt>snapshot</dt><dd><code>${report.snapshot.sha256}</code></dd><dt>seed</dt><dd>${report.seed}</dd></dl>
${tableHtml({ head: ['task', 'method', 'version', 'artefact'], rows: report.tasks.map((task) => [task.id, task.method.id, task.method.version, task.sha256]), more: 0 }, 'Artefacts')}
<p class="small">The same protocol, files and seed give the same digests on any machine: <code>assay reproduce ${escapeHtml(protocol.study)}</code>.</p></section>
</main></body></html>
`;
}
