import type { Database } from '../db/connection';
import { lineageOf } from '../db/computations';
import { testedProtocol } from '../db/post-hoc';
import { protocolOf, type RunRow, runOf, runsOf } from '../db/studies';
import { type AuditEntry, auditActions } from '../domain/audit';
import { gateDeciders, type GateName } from '../domain/gate';
import { kindOf } from '../domain/protocol';
import { steps } from '../domain/steps';
import { allMethods, methodOf } from '../methods';
import { formatNumber } from '../report/svg';
import { escapeHtml, link, page, table } from './page';

function when(time: Date | null): string {
  return time ? `<span class="nowrap">${escapeHtml(time.toISOString().slice(0, 19).replace('T', ' '))}</span>` : '';
}

function kindShown({ kind, baseRunId }: RunRow): string {
  return kind === 'reproduction' ? `reproduction of ${baseRunId}` : kind;
}

export async function studiesPage(database: Database): Promise<string> {
  const runs = await runsOf(database);
  const titles = await database.sql<{ id: string; title: string }[]>`select id, title from catalogue.study order by id`;
  return page(
    'Studies',
    titles.length === 0
      ? '<p class="muted">No study yet: <code>assay run study.yaml</code></p>'
      : titles
          .map(
            (study) =>
              `<h2>${escapeHtml(study.title)}</h2>${table(
                ['run', 'kind', 'status', 'protocol', 'started, UTC', 'finished'],
                runs
                  .filter((run) => run.studyId === study.id)
                  .slice(0, 20)
                  .map((run) => [
                    link(`/runs/${run.id}`, run.id),
                    escapeHtml(kindShown(run)),
                    escapeHtml(run.status),
                    `version ${run.protocolVersion}`,
                    when(run.startedAt),
                    when(run.finishedAt),
                  ]),
                `Runs of ${study.id}`,
              )}`,
          )
          .join('\n'),
  );
}

function decisionForm(
  run: RunRow,
  gate: GateName,
  people: readonly { key: string; name: string; role: string }[],
  formToken: string,
  problem?: string,
): string {
  const ranked = [...people].sort(
    (a, b) => Number(gateDeciders[gate].includes(b.role)) - Number(gateDeciders[gate].includes(a.role)),
  );
  const may = ranked
    .map(
      (person) =>
        `<option value="${escapeHtml(person.key)}">${escapeHtml(person.name)} (${escapeHtml(person.role)})</option>`,
    )
    .join('');
  return `<form class="box" method="post" action="/runs/${escapeHtml(run.id)}/decide"><h3>Decide: ${escapeHtml(gate)}</h3>
${problem ? `<p class="bad" role="alert">${escapeHtml(problem)}</p>` : ''}
<p class="small">May decide: ${escapeHtml(gateDeciders[gate].join(', '))}, and never the author. Every attempt is recorded.</p>
<input type="hidden" name="form" value="${formToken}"><input type="hidden" name="gate" value="${escapeHtml(gate)}">
<label for="person-${gate}">Who decides</label><select id="person-${gate}" name="person">${may}</select>
<label for="reason-${gate}">Reason</label><textarea id="reason-${gate}" name="reason" rows="3" required minlength="3"></textarea>
<p><button name="answer" value="approve">Approve</button> <button name="answer" value="refuse">Refuse</button></p></form>`;
}

export async function runPage(
  database: Database,
  id: string,
  formToken: string,
  problem?: string,
): Promise<string | null> {
  const run = await runOf(database, id);
  if (!run) return null;
  const registered = (await protocolOf(database, run.studyId, run.protocolVersion))!;
  const { hypotheses } = await testedProtocol(database, registered, methodOf);
  const done = await database.sql<
    { step: string; counts: Record<string, number>; finished_at: Date }[]
  >`select step, counts, finished_at from catalogue.run_step where run_id = ${id}`;
  const gates = await database.sql<
    {
      gate: GateName;
      status: string;
      person: string | null;
      role: string | null;
      at: Date | null;
      reason: string | null;
    }[]
  >`select g.gate, g.status, p.name as person, d.role, d.at, r.text as reason from governance.gate g
    left join governance.decision d on d.run_id = g.run_id and d.gate = g.gate
    left join catalogue.person p on p.id = d.person_id
    left join governance.reason r on r.sha256 = d.reason_sha256 where g.run_id = ${id} order by g.opened_at`;
  const lineage = await lineageOf(database, id);
  const alerts = await database.sql<
    { rule: string; value: number | null; fired: boolean }[]
  >`select rule, value, fired from catalogue.alert where run_id = ${id} order by rule`;
  const products = await database.sql<
    { name: string; kind: string; bytes: string }[]
  >`select name, kind, bytes from catalogue.product where run_id = ${id} order by kind desc, name`;
  const [impact] = await database.sql<
    { draft: Record<string, unknown>; screening: { criteria: { question: string; met: boolean; because: string }[] } }[]
  >`
    select draft, screening from governance.impact_assessment where study_id = ${run.studyId} and version = ${run.protocolVersion}`;
  const open = gates.filter((gate) => gate.status === 'open');
  const tasks = [...new Map(lineage.map((row) => [row.task, row])).values()];
  return page(
    `${registered.protocol.title} · ${id}`,
    `<p>${escapeHtml(kindShown(run))}, <strong>${escapeHtml(run.status)}</strong>${run.problem ? ` <span class="bad">${escapeHtml(run.problem)}</span>` : ''}, protocol version ${run.protocolVersion}, seed ${run.seed}${registered.protocol.synthetic ? ', synthetic posts' : ''}</p>
<ol class="steps">${steps
      .map((step) => {
        const row = done.find((one) => one.step === step);
        return `<li class="${row ? 'done' : ''}">${row ? '✓ ' : ''}${step}${
          row
            ? ` <span class="small">${escapeHtml(
                Object.entries(row.counts)
                  .map(([name, value]) => `${name} ${formatNumber(value)}`)
                  .join(', '),
              )}</span>`
            : ''
        }</li>`;
      })
      .join('')}</ol>
<h2>Gates</h2>
${
  impact
    ? `<details${open.length > 0 ? ' open' : ''}><summary>Impact assessment: screening and draft</summary>${table(
        ['question', 'met', 'because'],
        impact.screening.criteria.map((one) => [
          escapeHtml(one.question),
          one.met ? 'yes' : 'no',
          escapeHtml(one.because),
        ]),
        'Screening',
      )}<pre class="scroll" tabindex="0">${escapeHtml(JSON.stringify(impact.draft, null, 2))}</pre></details>`
    : ''
}
${open.map((gate) => decisionForm(run, gate.gate, registered.protocol.people, formToken, problem)).join('')}
${problem && open.length === 0 ? `<p class="bad" role="alert">${escapeHtml(problem)}</p>` : ''}
${table(
  ['gate', 'status', 'who', 'when, UTC', 'reason'],
  gates.map((gate) => [
    escapeHtml(gate.gate),
    escapeHtml(gate.status),
    escapeHtml(gate.person ? `${gate.person} (${gate.role})` : ''),
    when(gate.at),
    escapeHtml(gate.reason ?? ''),
  ]),
  'Gates of this run',
)}
<h2>Hypotheses</h2>${table(
      ['id', 'kind', 'statement'],
      hypotheses.map((one) => [
        escapeHtml(one.id),
        one.postHoc === undefined ? kindOf(one) : `<strong>exploratory (post hoc)</strong>: ${escapeHtml(one.postHoc)}`,
        escapeHtml(one.statement),
      ]),
      'Hypotheses of this run',
    )}
<h2>Files</h2>${table(
      ['file', 'kind', 'bytes'],
      products.map((one) => [
        link(`/runs/${id}/files/${one.name}`, one.name),
        escapeHtml(one.kind),
        formatNumber(Number(one.bytes)),
      ]),
      'Finished files',
    )}
<h2>Alerts</h2>${table(
      ['rule', 'value', 'state'],
      alerts.map((one) => [
        escapeHtml(one.rule),
        one.value === null ? 'not enough data' : formatNumber(one.value),
        one.fired ? '<span class="bad">fired</span>' : 'quiet',
      ]),
      'Alert rules',
    )}
<h2>Artefacts</h2>${table(
      ['task', 'step', 'method', 'parts', 'made', 'digest'],
      tasks.map((row) => {
        const parts = lineage.filter((one) => one.task === row.task);
        return [
          link(`/runs/${id}/artefacts/${row.task}`, row.task),
          escapeHtml(row.step),
          escapeHtml(`${row.method} ${row.version}`),
          String(parts.length),
          parts.every((one) => one.reused) ? 'reused' : 'computed',
          `<code>${row.output.sha256.slice(0, 16)}…</code>`,
        ];
      }),
      'What this run made or used again',
    )}
<p>${link(`/audit?study=${run.studyId}`, 'Audit entries of this study')}</p>`,
  );
}

export interface AuditFilter {
  readonly study?: string | undefined;
  readonly action?: string | undefined;
  readonly outcome?: string | undefined;
  readonly from: number;
}

const pageSize = 100;

export async function auditPage(
  database: Database,
  filter: AuditFilter,
  formToken: string,
  verdict?: { ok: boolean; text: string },
): Promise<string> {
  // What is appended counts from then on, sealed or not: entries that wait for the next checkpoint stand first, and say so.
  const rows = await database.sql<{ seq: string | null; bytes: string }[]>`
    select seq, bytes from (
      select seq, null::bigint as n, bytes from audit.entry
      union all select null::bigint, n, bytes from audit.inbox i where not exists (select 1 from audit.entry e where e.id = i.id)
    ) as log
    where (${filter.study ?? null}::text is null or bytes::jsonb ->> 'study' = ${filter.study ?? null})
      and (${filter.action ?? null}::text is null or bytes::jsonb ->> 'action' = ${filter.action ?? null})
      and (${filter.outcome ?? null}::text is null or bytes::jsonb ->> 'outcome' = ${filter.outcome ?? null})
    order by seq desc nulls first, n desc limit ${pageSize + 1} offset ${filter.from}`;
  const [head] = await database.sql<
    { size: string; waiting: string }[]
  >`select (select size from audit.head) as size, (select count(*) from audit.inbox) as waiting`;
  const studies = await database.sql<{ id: string }[]>`select id from catalogue.study order by id`;
  const select = (name: string, values: readonly string[], chosen: string | undefined): string =>
    `<div><label for="f-${name}">${name}</label><select id="f-${name}" name="${name}"><option value="">all</option>${values.map((value) => `<option${value === chosen ? ' selected' : ''}>${escapeHtml(value)}</option>`).join('')}</select></div>`;
  const query = (from: number): string =>
    `/audit?${new URLSearchParams(Object.entries({ study: filter.study ?? '', action: filter.action ?? '', outcome: filter.outcome ?? '', from: String(from) }).filter(([, value]) => value !== '')).toString()}`;
  return page(
    'Audit log',
    `<p>${formatNumber(Number(head!.size))} entries sealed under a signed checkpoint, ${head!.waiting} waiting.</p>
${verdict ? `<p class="${verdict.ok ? 'ok' : 'bad'}" role="status"><strong>${escapeHtml(verdict.text)}</strong></p>` : ''}
<form method="post" action="/audit/verify"><input type="hidden" name="form" value="${formToken}"><button>Verify the whole log</button></form>
<form method="get" action="/audit" class="filters">${select(
      'study',
      studies.map((one) => one.id),
      filter.study,
    )}${select('action', Object.keys(auditActions), filter.action)}${select('outcome', ['ok', 'denied', 'failed'], filter.outcome)}<button>Filter</button></form>
${table(
  ['entry', 'time', 'action', 'study', 'object', 'outcome', 'counts'],
  rows.slice(0, pageSize).map(({ seq, bytes }) => {
    const entry = JSON.parse(bytes) as AuditEntry;
    return [
      seq ?? 'waiting',
      `<span class="nowrap">${escapeHtml(entry.ts)}</span>`,
      `<span class="nowrap">${escapeHtml(entry.action)}</span>`,
      escapeHtml(entry.study),
      escapeHtml(`${entry.object.kind} ${entry.object.id}`),
      entry.outcome === 'ok'
        ? 'ok'
        : `<span class="bad">${escapeHtml(entry.outcome)}${entry.reason ? `: ${escapeHtml(entry.reason)}` : ''}</span>`,
      escapeHtml(
        Object.entries(entry.counts)
          .map(([name, value]) => `${name} ${value}`)
          .join(', '),
      ),
    ];
  }),
  'Entries, newest first',
)}
<p>${filter.from > 0 ? link(query(Math.max(0, filter.from - pageSize)), 'newer') : ''} ${rows.length > pageSize ? link(query(filter.from + pageSize), 'older') : ''}</p>`,
  );
}

export function methodsPage(): string {
  return page(
    'Methods',
    table(
      ['id', 'step', 'title', 'what it tells you, and when not to use it'],
      allMethods().map((method) => [
        `<code class="nowrap">${escapeHtml(method.id)}</code>`,
        escapeHtml(method.step),
        escapeHtml(method.title),
        escapeHtml(method.description),
      ]),
      'Methods',
    ),
  );
}
