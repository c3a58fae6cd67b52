import type { ArtefactStore } from '../db/artefact-store';
import type { Database } from '../db/connection';
import { lineageOf } from '../db/computations';
import { snapshotOf } from '../db/snapshots';
import { protocolOf, runOf } from '../db/studies';
import { joinParts, numbers } from '../domain/artefact';
import { minimumCellOf } from '../governance/disclosure';
import { methodOf } from '../methods';
import { figuresOf } from '../report/figures';
import { tableHtml } from '../report/table';
import { escapeHtml, link, page } from './page';

/** An artefact with its figures and its lineage: from what, by which method, when, by whom, under which protocol and decisions. */
export async function artefactPage(
  database: Database,
  store: ArtefactStore,
  runId: string,
  task: string,
): Promise<string | null> {
  const run = await runOf(database, runId);
  const rows = await lineageOf(database, runId, task);
  const [first] = rows;
  if (!run || !first) return null;
  const all = await lineageOf(database, runId);
  const makers = new Map(all.map((row) => [row.output.sha256, row.task]));
  const snapshot = run.snapshotId === null ? undefined : await snapshotOf(database, run.snapshotId);
  const [record] = await database.sql<
    {
      at: Date;
      actor: string;
      protocol_version: number;
      policy_decisions: string[];
      code_version: string;
      made_at: Date;
    }[]
  >`
    select l.at, l.actor, l.protocol_version, l.policy_decisions, c.code_version, c.made_at from catalogue.lineage l join catalogue.computation c on c.key = l.computation_key
    where l.run_id = ${runId} and l.task = ${task} and l.part = 0`;
  const artefact = joinParts(await Promise.all(rows.map((row) => store.get(row.output))));
  const figures = figuresOf(
    artefact,
    { id: first.method, individuals: true, ...methodOf(first.method) },
    task,
    snapshot?.gaps ?? [],
    {
      minimum: minimumCellOf((await protocolOf(database, run.studyId, run.protocolVersion))!.protocol),
      ...(snapshot ? { author: numbers(await store.get(snapshot.people), 'author') } : {}),
    },
  );
  const inputs = Object.entries(first.inputs as Record<string, string[]>).map(
    ([name, digests]) =>
      `<li>${escapeHtml(name)}: ${digests
        .map((digest) => {
          const maker = makers.get(digest);
          const text = `${digest.slice(0, 16)}…`;
          return maker
            ? `${link(`/runs/${runId}/artefacts/${maker}`, maker)} <code>${text}</code>`
            : `<code>${text}</code> of the snapshot`;
        })
        .join(', ')}</li>`,
  );
  const usedBy = all
    .filter((row) =>
      Object.values(row.inputs as Record<string, string[]>).some((digests) => digests.includes(first.output.sha256)),
    )
    .map((row) => row.task);
  return page(
    `${methodOf(first.method)?.title ?? first.method} · ${task}`,
    `<p>${link(`/runs/${runId}`, `run ${runId}`)}</p>
${figures.map((figure) => `<figure><figcaption><strong>${escapeHtml(figure.title)}</strong></figcaption><p>${escapeHtml(figure.text)}</p>${figure.chart ?? ''}<details><summary>Table</summary>${tableHtml(figure.table, figure.title)}</details></figure>`).join('\n')}
<h2>Lineage</h2><dl><dt>method</dt><dd><code>${escapeHtml(first.method)}</code>, version ${first.version}</dd>
<dt>parameters</dt><dd><code>${escapeHtml(JSON.stringify(first.parameters))}</code></dd><dt>seed</dt><dd>${first.seed ?? 'not used'}</dd>
<dt>inputs</dt><dd><ul>${inputs.join('')}</ul></dd><dt>used by</dt><dd>${[...new Set(usedBy)].map((one) => link(`/runs/${runId}/artefacts/${one}`, one)).join(', ') || 'nothing'}</dd>
<dt>digest</dt><dd>${rows.map((row) => `<code>${row.output.sha256}</code>`).join('<br>')}</dd>
<dt>made</dt><dd>${record!.made_at.toISOString()}, code ${escapeHtml(record!.code_version)}, ${first.seconds.toFixed(2)} s${rows.every((row) => row.reused) ? '; used again by this run' : ''}</dd>
<dt>by</dt><dd>${escapeHtml(record!.actor)}</dd><dt>under</dt><dd>protocol version ${record!.protocol_version}, decisions ${escapeHtml(record!.policy_decisions.join(', ') || 'none')}</dd></dl>`,
  );
}
