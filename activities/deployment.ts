import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { heartbeat } from '@temporalio/activity';
import { gexfOf } from '../analysis/network/layout/gexf';
import { graphmlOf } from '../analysis/network/layout/graphml';
import type { Transaction } from '../db/connection';
import { type LineageRow, lineageOf } from '../db/computations';
import { digestOf } from '../db/digest';
import { productFolder } from '../db/products';
import { snapshotOf } from '../db/snapshots';
import { type Artefact, type ArtefactRef, joinParts, numbers } from '../domain/artefact';
import { type Json, type JsonObject, jsonAt } from '../domain/json';
import { hypothesesTask, planOf, releaseTask } from '../domain/plan';
import type { Protocol } from '../domain/protocol';
import { minimumCellOf } from '../governance/disclosure';
import { screen } from '../governance/screening';
import { methodOf } from '../methods';
import { csvOf, csvOfTable } from '../report/files';
import { hypothesesTable, type Judged } from '../report/hypotheses';
import { modelCard } from '../report/model-card';
import { type StudyReport, studyReportHtml } from '../report/study-report';
import { drawnGraph, type NodeResult } from './drawn-graph';
import { auditRun, type RunContext, runContext, type Stores } from './stores';

/** Kinds of artefacts that are written as files for other programs. */
const exported: ReadonlySet<string> = new Set(['post-table', 'series', 'table', 'graph']);

interface Made {
  readonly rows: ReadonlyMap<string, readonly LineageRow[]>;
  /** Of the task's artefact, or of the digests of its parts. */
  digest(task: string): string;
  artefact(task: string): Promise<Artefact | undefined>;
}

export function deploymentActivities(stores: Stores) {
  /** What a run made, read when asked for: matrices of words are larger than all that a report shows. */
  async function madeBy(runId: string): Promise<Made> {
    const rows = new Map<string, LineageRow[]>();
    for (const row of await lineageOf(stores.database, runId)) rows.set(row.task, [...(rows.get(row.task) ?? []), row]);
    return {
      rows,
      digest(task) {
        const refs = rows.get(task)!.map((row) => row.output);
        return refs.length === 1 ? refs[0]!.sha256 : digestOf(refs.map((ref) => ref.sha256));
      },
      async artefact(task) {
        const own = rows.get(task);
        if (!own) return undefined;
        heartbeat();
        return joinParts(await Promise.all(own.map((row) => stores.artefacts.get(row.output))));
      },
    };
  }

  async function valueAt(made: Made, reference: string): Promise<Json> {
    const [task, where] = reference.split('#') as [string, string];
    return jsonAt((await made.artefact(task))?.about as Json | undefined, where) ?? null;
  }

  function headlineOf(protocol: Protocol, made: Made): Promise<{ label: string; value: Json }[]> {
    return Promise.all(
      protocol.outputs.headline.map(async (one) => ({ label: one.label, value: await valueAt(made, one.value) })),
    );
  }

  /** Writes a finished file: to the artefact store, to the run's folder for people, and to the records. */
  async function publish(
    context: RunContext,
    transaction: Transaction,
    name: string,
    kind: string,
    content: string,
  ): Promise<ArtefactRef> {
    const ref = await stores.artefacts.put({ kind: 'file', columns: {}, about: { content } });
    const file = path.join(productFolder(stores.home, context.run.studyId, context.run.id), name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
    await transaction.sql`insert into catalogue.product (run_id, name, kind, sha256, bytes) values (${context.run.id}, ${name}, ${kind}, ${ref.sha256}, ${ref.bytes})
      on conflict (run_id, name) do update set sha256 = excluded.sha256, bytes = excluded.bytes`;
    return ref;
  }

  return {
    /** Enters trained models in the register with their cards. A first one is champion, a later one challenger until a person promotes it. */
    async registerModels({ run: runId }: { run: string }): Promise<void> {
      const context = await runContext(stores, runId);
      const { run, protocol } = context;
      if (protocol.outputs.models.length === 0) return;
      const made = await madeBy(runId);
      const plan = new Map(planOf(protocol, methodOf).map((task) => [task.id, task]));
      const validations: { id: string; about: JsonObject }[] = [];
      for (const [id, [row]] of made.rows)
        if (row!.step === 'validation') validations.push({ id, about: (await made.artefact(id))!.about });
      /** Cross-validation judges a model of the same labels; another check the model that its input was made by. */
      const judges = (id: string, model: string): boolean => {
        const task = plan.get(id);
        if (!task) return false;
        if (task.method.id === 'learning/cross-validation')
          return task.parameters.label === plan.get(model)?.parameters.label;
        return task.after.some((before) => before === model || judges(before, model));
      };
      await stores.database.transaction(async (transaction) => {
        const { sql } = transaction;
        await sql`select pg_advisory_xact_lock(hashtext(${`study ${run.studyId}`}))`;
        for (const task of protocol.outputs.models) {
          const sha256 = made.digest(task);
          const card = await publish(
            context,
            transaction,
            `models/${task}.md`,
            'model-card',
            modelCard(
              protocol,
              task,
              (await made.artefact(task))!.about,
              sha256,
              validations.filter(({ id }) => judges(id, task)),
            ),
          );
          const [known] = await sql`select 1 from catalogue.model where run_id = ${runId} and task = ${task}`;
          if (known) continue;
          const [last] = await sql<
            { version: number; artefact_sha256: string }[]
          >`select version, artefact_sha256 from catalogue.model where study_id = ${run.studyId} and task = ${task} order by version desc limit 1`;
          if (last?.artefact_sha256 === sha256) continue;
          const version = (last?.version ?? 0) + 1;
          const status = version === 1 ? 'champion' : 'challenger';
          await sql`insert into catalogue.model (study_id, task, version, status, run_id, artefact_sha256, card_sha256)
            values (${run.studyId}, ${task}, ${version}, ${status}, ${runId}, ${sha256}, ${card.sha256})`;
          await auditRun(transaction, context, `model ${task}`, {
            action: 'model.registered',
            step: 'deployment',
            object: { kind: `model-${status}`, id: `${task}/${version}`, sha256 },
          });
        }
      });
    },

    async publishReleases({ run: runId, allowed }: { run: string; allowed: boolean }): Promise<void> {
      const context = await runContext(stores, runId);
      const { protocol } = context;
      if (protocol.outputs.releases.length === 0) return;
      const made = await madeBy(runId);
      await stores.database.transaction(async (transaction) => {
        for (const release of protocol.outputs.releases) {
          const table = allowed ? await made.artefact(releaseTask(release.id)) : undefined;
          const counts = (table?.about.summary ?? {}) as { cells?: number; heldBack?: number };
          const refused = !table || counts.cells === counts.heldBack;
          const ref = refused
            ? null
            : await publish(context, transaction, `releases/${release.id}.csv`, 'release', csvOf(table));
          await auditRun(transaction, context, `release ${release.id}`, {
            action: refused ? 'release.refused' : 'release.published',
            step: 'deployment',
            object: { kind: 'release', id: release.id, sha256: ref?.sha256 ?? null },
            outcome: refused ? 'denied' : 'ok',
            reason: refused ? (allowed ? 'too-few-people' : 'gate-refused') : null,
            counts: { cells: counts.cells ?? 0, held: counts.heldBack ?? 0 },
          });
        }
      });
    },

    async evaluateAlerts({ run: runId }: { run: string }): Promise<void> {
      const context = await runContext(stores, runId);
      const { protocol, run } = context;
      const made = await madeBy(runId);
      await stores.database.transaction(async (transaction) => {
        const { sql } = transaction;
        for (const rule of protocol.outputs.alerts) {
          const found = await valueAt(made, rule.value);
          const value = typeof found === 'number' ? found : null;
          const fired = value !== null && (rule.above !== undefined ? value > rule.above : value < rule.below!);
          await sql`insert into catalogue.alert (run_id, rule, value, fired) values (${run.id}, ${rule.id}, ${value}, ${fired}) on conflict do nothing`;
          await auditRun(transaction, context, `alert ${rule.id}`, {
            action: 'alert.evaluated',
            step: 'deployment',
            object: { kind: 'alert', id: rule.id, sha256: null },
            reason: value === null ? 'not-enough-data' : null,
            counts: { fired: fired ? 1 : 0 },
          });
        }
        const headline = await headlineOf(protocol, made);
        await sql`update catalogue.run set headline = ${sql.json(headline as never)} where id = ${run.id}`;
      });
    },

    /** CSV of tables and per-post results, GEXF and GraphML of graphs with the values, places and communities of their nodes: for Gephi, R, pandas. */
    async writeExports({ run: runId }: { run: string }): Promise<void> {
      const context = await runContext(stores, runId);
      const { protocol } = context;
      const made = await madeBy(runId);
      const plan = planOf(protocol, methodOf);
      const written: { name: string; content: string }[] = [];
      for (const task of plan) {
        if (task.step === 'deployment' || !exported.has(task.method.output)) continue;
        const artefact = await made.artefact(task.id);
        if (!artefact) continue;
        // A table of single people (pairs that act together, sources of cascades) stays inside the study, like scores of nodes.
        const ofPeople = artefact.kind === 'table' && task.method.individuals;
        if (protocol.outputs.exports.includes('csv') && artefact.kind !== 'graph' && !ofPeople)
          written.push({ name: `exports/${task.id}.csv`, content: csvOf(artefact) });
        // A graph in slices holds a tie once for each: not one graph that Gephi could take.
        if (artefact.columns.slice !== undefined) continue;
        if (artefact.kind !== 'graph' || !protocol.outputs.exports.some((one) => one !== 'csv')) continue;
        const results: NodeResult[] = [];
        for (const other of plan) {
          const input = Object.values(other.inputs).find((source) => source.from === 'task' && source.task === task.id);
          if (!input || !['node-measure', 'node-labels'].includes(other.method.output)) continue;
          const found = await made.artefact(other.id);
          if (found) results.push({ id: other.id, method: other.method.id, artefact: found });
        }
        const drawn = drawnGraph(artefact, results);
        if (protocol.outputs.exports.includes('gexf'))
          written.push({ name: `exports/${task.id}.gexf`, content: gexfOf(drawn) });
        if (protocol.outputs.exports.includes('graphml'))
          written.push({ name: `exports/${task.id}.graphml`, content: graphmlOf(drawn) });
      }
      const judged = await made.artefact(hypothesesTask);
      if (judged && protocol.outputs.exports.includes('csv'))
        written.push({
          name: 'exports/hypotheses.csv',
          content: csvOfTable(
            hypothesesTable(judged.about.judged as unknown as Judged[], { minimum: minimumCellOf(protocol) }),
          ),
        });
      await stores.database.transaction(async (transaction) => {
        const shas: string[] = [];
        for (const { name, content } of written)
          shas.push((await publish(context, transaction, name, 'export', content)).sha256);
        await auditRun(transaction, context, 'exports', {
          action: 'export.written',
          step: 'deployment',
          object: { kind: 'exports', id: 'exports', sha256: digestOf(shas) },
          counts: { files: written.length },
        });
      });
    },

    async writeReport({ run: runId }: { run: string }): Promise<void> {
      const context = await runContext(stores, runId);
      const { run, protocol, registered } = context;
      const made = await madeBy(runId);
      const plan = planOf(protocol, methodOf);
      const snapshot = (await snapshotOf(stores.database, run.snapshotId!))!;
      const alerts = await stores.database.sql<
        { rule: string; value: number | null; fired: boolean }[]
      >`select rule, value, fired from catalogue.alert where run_id = ${run.id} order by rule collate "C"`;
      const decisions = await stores.database.sql<{ gate: string; answer: string; role: string; on: string }[]>`
        select gate, answer, role, to_char(at at time zone 'UTC', 'YYYY-MM-DD') as on from governance.decision where run_id = ${run.id}`;
      const screening = screen(
        protocol,
        plan.map((task) => task.method),
      );
      const people = await stores.artefacts.get(snapshot.people);
      const tasks: StudyReport['tasks'][number][] = [];
      for (const { id, step, method, parameters } of plan) {
        const artefact = await made.artefact(id);
        // Of a matrix the report tells what stands in its summary.
        const shown = artefact && method.output === 'terms' ? { ...artefact, columns: {} } : artefact;
        if (shown)
          tasks.push({ id, step, method, parameters: parameters as Json, sha256: made.digest(id), artefact: shown });
      }
      const html = studyReportHtml({
        protocol,
        protocolSha256: registered.sha256,
        protocolVersion: registered.version,
        snapshot: { sha256: snapshot.sha256, counts: snapshot.counts, gaps: snapshot.gaps },
        seed: run.seed,
        tasks,
        headline: await headlineOf(protocol, made),
        alerts,
        gates: screening.gates.map((one) => {
          const decision = decisions.find(({ gate }) => gate === one.gate);
          return decision ? { ...one, decision } : one;
        }),
        cells: { minimum: minimumCellOf(protocol), author: numbers(people, 'author') },
        releases: protocol.outputs.releases.map((one) => one.id),
      });
      await stores.database.transaction(async (transaction) => {
        const judged = await made.artefact(hypothesesTask);
        if (judged) {
          await auditRun(transaction, context, 'hypotheses', {
            action: 'hypotheses.judged',
            step: 'validation',
            object: { kind: 'hypotheses', id: 'hypotheses', sha256: made.digest(hypothesesTask) },
            counts: {
              ...(judged.about.summary as Record<string, number>),
              'post-hoc': protocol.hypotheses.filter((one) => one.postHoc !== undefined).length,
            },
          });
        }
        const ref = await publish(context, transaction, 'report.html', 'report', html);
        await auditRun(transaction, context, 'report', {
          action: 'report.written',
          step: 'deployment',
          object: { kind: 'report', id: 'report', sha256: ref.sha256 },
        });
      });
    },
  };
}
