import { readFileSync } from 'node:fs';
import { digestOf } from '../db/digest';
import { staffId } from '../db/studies';
import { AssayError } from '../domain/errors';
import type { GateName } from '../domain/gate';
import { planOf } from '../domain/plan';
import { authorOf } from '../domain/protocol';
import type { Step } from '../domain/steps';
import { sourceFile } from '../connectors/source';
import { draftImpactAssessment } from '../governance/impact-assessment';
import { processingRecord } from '../governance/processing-record';
import { screen } from '../governance/screening';
import { methodOf } from '../methods';
import { appendAudit } from '../db/audit-log';
import { auditRun, runContext, type Stores } from './stores';

export interface Objectives {
  readonly study: string;
  readonly author: string;
  readonly sources: readonly string[];
  readonly tasks: readonly {
    readonly id: string;
    readonly step: Step;
    readonly after: readonly string[];
    readonly method: string;
  }[];
  readonly gates: readonly { readonly gate: GateName; readonly applies: boolean }[];
}

/** A line of an objections file: platform:account. Comments begin with #. */
function objectionsIn(
  text: string,
  file: string,
  platforms: ReadonlySet<string>,
): { platform: string; account: string }[] {
  return text.split(/\r?\n/).flatMap((raw, index) => {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) return [];
    const at = line.indexOf(':');
    if (at <= 0 || at === line.length - 1)
      throw new AssayError('ASSAY_FILE_UNREADABLE', `${file}:${index + 1}: platform:account was expected`);
    const platform = line.slice(0, at).trim().toLowerCase();
    // A misspelt platform would be an objection that nobody ever honours.
    if (!platforms.has(platform))
      throw new AssayError(
        'ASSAY_FILE_UNREADABLE',
        `${file}:${index + 1} a platform of the protocol (${[...platforms].join(', ')}) was expected before the colon`,
      );
    return [{ platform, account: line.slice(at + 1).replace(/^@/, '') }];
  });
}

export function objectivesActivities(stores: Stores) {
  return {
    /**
     * Writes what the law asks for before the first post is read: processing record, screening and draft of the impact assessment,
     * policy decisions, objections; decides which gates apply.
     */
    async registerObjectives({ run: runId }: { run: string }): Promise<Objectives> {
      const context = await runContext(stores, runId);
      const { protocol, registered, run } = context;
      const plan = planOf(protocol, methodOf);
      const screening = screen(
        protocol,
        plan.map((task) => task.method),
      );
      const record = processingRecord(protocol);
      const draft = draftImpactAssessment(protocol, screening);
      const platforms = new Set(protocol.sources.map((one) => one.platform));
      const objections = protocol.consent.objections.flatMap((file) =>
        objectionsIn(readFileSync(sourceFile(registered.folder, file), 'utf8'), file, platforms),
      );

      await stores.database.transaction(async (transaction) => {
        const { sql } = transaction;
        const recordSha = digestOf(record);
        await sql`insert into governance.processing_record (study_id, version, body) values (${run.studyId}, ${registered.version}, ${sql.json(record as never)}) on conflict do nothing`;
        await appendAudit(transaction, `${run.studyId} ${registered.version}`, {
          action: 'processing.recorded',
          study: run.studyId,
          run: run.id,
          step: 'objectives',
          protocol: { version: registered.version, sha256: registered.sha256 },
          object: { kind: 'processing-record', id: `${run.studyId}/${registered.version}`, sha256: recordSha },
        });
        const draftSha = digestOf({ screening, draft });
        await sql`insert into governance.impact_assessment (study_id, version, sha256, screening, draft)
          values (${run.studyId}, ${registered.version}, ${draftSha}, ${sql.json(screening as never)}, ${sql.json(draft as never)}) on conflict do nothing`;
        await appendAudit(transaction, `${run.studyId} ${registered.version}`, {
          action: 'impact.drafted',
          study: run.studyId,
          run: run.id,
          step: 'objectives',
          protocol: { version: registered.version, sha256: registered.sha256 },
          object: { kind: 'impact-assessment', id: `${run.studyId}/${registered.version}`, sha256: draftSha },
          counts: {
            criteria: screening.criteria.filter((one) => one.met).length,
            needed: screening.assessmentNeeded ? 1 : 0,
          },
        });
        for (const source of protocol.sources) {
          if (!source.policy) continue;
          const id = `${run.studyId}/${source.id}/${registered.version}`;
          const decider = await staffId(transaction, run.studyId, source.policy.decidedBy);
          await sql`insert into governance.policy_decision (id, study_id, source, platform, document, decision, decided_by, decided_on, expires, conditions)
            values (${id}, ${run.studyId}, ${source.id}, ${source.platform}, ${source.policy.document}, ${source.policy.decision}, ${decider},
              ${source.policy.decidedOn}, ${source.policy.expires}, ${sql.json(source.policy.conditions)}) on conflict (id) do nothing`;
          await appendAudit(transaction, id, {
            action: 'policy.decided',
            actor: decider,
            study: run.studyId,
            run: run.id,
            step: 'objectives',
            protocol: { version: registered.version, sha256: registered.sha256 },
            object: { kind: 'policy-decision', id, sha256: digestOf(source.policy) },
            policy: [id],
            outcome: source.policy.decision === 'approved' ? 'ok' : 'denied',
          });
        }
        let added = 0;
        for (const { platform, account } of objections) {
          let fresh = false;
          for (const lookup of stores.vault.lookups(platform, { handle: account, nativeId: account })) {
            const rows =
              await sql`insert into governance.objection (study_id, lookup) values (${run.studyId}, ${lookup}) on conflict do nothing returning lookup`;
            if (rows.length > 0) fresh = true;
          }
          if (fresh) added++;
        }
        if (added > 0) {
          await auditRun(transaction, context, 'objections', {
            action: 'objection.received',
            step: 'objectives',
            object: { kind: 'objections', id: run.studyId, sha256: null },
            counts: { people: added },
          });
        }
        for (const { gate, applies } of screening.gates) {
          if (!applies)
            await auditRun(transaction, context, gate, {
              action: 'gate.waived',
              step: 'objectives',
              object: { kind: 'gate', id: gate, sha256: null },
              reason: protocol.synthetic ? 'synthetic-data' : 'criteria-not-met',
            });
        }
      });
      return {
        study: run.studyId,
        author: authorOf(protocol).key,
        sources: protocol.sources.map((one) => one.id),
        tasks: plan.map((task) => ({ id: task.id, step: task.step, after: task.after, method: task.method.id })),
        gates: screening.gates.map(({ gate, applies }) => ({ gate, applies })),
      };
    },
  };
}
