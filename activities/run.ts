import { heartbeat } from '@temporalio/activity';
import { sha256Hex } from '../db/digest';
import { lineageOf } from '../db/computations';
import { staffId } from '../db/studies';
import type { GateDecision, GateName } from '../domain/gate';
import type { Step } from '../domain/steps';
import { auditRun, runContext, type Stores } from './stores';

export function runActivities(stores: Stores) {
  return {
    async completeStep({
      run: runId,
      step,
      counts,
    }: {
      run: string;
      step: Step;
      counts: Readonly<Record<string, number>>;
    }): Promise<void> {
      const context = await runContext(stores, runId);
      await stores.database.transaction(async (transaction) => {
        const { sql } = transaction;
        await sql`insert into catalogue.run_step (run_id, step, counts) values (${runId}, ${step}, ${sql.json(counts as never)}) on conflict do nothing`;
        await auditRun(transaction, context, `step ${step}`, {
          action: 'step.completed',
          step,
          object: { kind: 'step', id: step, sha256: null },
          counts,
        });
      });
    },

    async openGate({ run: runId, gate, because }: { run: string; gate: GateName; because: string }): Promise<void> {
      const context = await runContext(stores, runId);
      await stores.database.transaction(async (transaction) => {
        await transaction.sql`insert into governance.gate (run_id, gate, status, because) values (${runId}, ${gate}, 'open', ${because}) on conflict do nothing`;
        await transaction.sql`update catalogue.run set status = 'waiting' where id = ${runId}`;
        await auditRun(transaction, context, `gate ${gate}`, {
          action: 'gate.opened',
          step: null,
          object: { kind: 'gate', id: gate, sha256: null },
        });
      });
    },

    async recordDecision({ run: runId, decision }: { run: string; decision: GateDecision }): Promise<void> {
      const context = await runContext(stores, runId);
      await stores.database.transaction(async (transaction) => {
        const { sql } = transaction;
        const person = await staffId(transaction, context.run.studyId, decision.person);
        await sql`insert into governance.decision (run_id, gate, answer, person_id, role, reason_sha256)
          values (${runId}, ${decision.gate}, ${decision.answer}, ${person}, ${decision.role}, ${decision.reasonSha256}) on conflict do nothing`;
        await sql`update governance.gate set status = ${decision.answer === 'approve' ? 'approved' : 'refused'} where run_id = ${runId} and gate = ${decision.gate}`;
        await sql`update catalogue.run set status = 'running' where id = ${runId} and status = 'waiting'`;
        await auditRun(transaction, context, `decision ${decision.gate}`, {
          action: 'decision.taken',
          actor: person,
          step: null,
          object: { kind: 'gate', id: decision.gate, sha256: decision.reasonSha256 },
          outcome: decision.answer === 'approve' ? 'ok' : 'denied',
        });
      });
    },

    async finishRun({
      run: runId,
      status,
      counts,
      problem,
    }: {
      readonly problem?: string;
      run: string;
      status: 'completed' | 'refused' | 'failed';
      counts: Readonly<Record<string, number>>;
    }): Promise<void> {
      const context = await runContext(stores, runId);
      heartbeat();
      const lineage = await lineageOf(stores.database, runId);
      const digest = sha256Hex(lineage.map((row) => `${row.task} ${row.part} ${row.output.sha256}\n`).join(''));
      await stores.database.transaction(async (transaction) => {
        await transaction.sql`update catalogue.run set status = ${status}, problem = ${problem ?? null}, finished_at = coalesce(finished_at, now()) where id = ${runId}`;
        await auditRun(transaction, context, `end ${status}`, {
          action: status === 'completed' ? 'study.completed' : 'study.stopped',
          step: null,
          object: { kind: 'run', id: runId, sha256: digest },
          outcome: status === 'completed' ? 'ok' : status === 'refused' ? 'denied' : 'failed',
          counts,
        });
      });
    },
  };
}
