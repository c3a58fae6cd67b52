import { type Client, WorkflowUpdateFailedError } from '@temporalio/client';
import { appendAudit } from '../db/audit-log';
import type { Database } from '../db/connection';
import { sha256Hex } from '../db/digest';
import { protocolOf, runsOf } from '../db/studies';
import { AssayError, type ErrorCode } from '../domain/errors';
import { type GateName, gates } from '../domain/gate';
import { personOf } from '../domain/protocol';
import { decideUpdate } from '../workflows/messages';
import { workflowIdOf } from './launch';

export interface Attempt {
  readonly studyId: string;
  /** The run that is decided on; without it the one whose gate is open. */
  readonly run?: string;
  readonly gate: string;
  readonly answer: string;
  readonly person: string;
  readonly reason: string;
}

/**
 * Decides at a gate. A refused attempt leaves no trace in Temporal's history, so that its audit entry is written here, at the edge:
 * who tried, what, and why it was not accepted.
 */
export async function decideGate(database: Database, client: Client, attempt: Attempt): Promise<{ run: string }> {
  const open = await database.sql<
    { run_id: string }[]
  >`select run_id from governance.gate where status = 'open' order by opened_at`;
  const runs = (await runsOf(database, attempt.studyId)).filter(
    (one) => one.status === 'waiting' || one.status === 'running',
  );
  const run = attempt.run
    ? runs.find((one) => one.id === attempt.run)
    : (runs.find((one) => open.some((gate) => gate.run_id === one.id)) ?? runs[0]);
  if (!run) throw new AssayError('ASSAY_GATE_REFUSED', `a run that waits was expected, found none: ${attempt.studyId}`);
  const registered = (await protocolOf(database, attempt.studyId, run.protocolVersion))!;
  const refuse = async (message: string, reason: string, code: ErrorCode = 'ASSAY_GATE_REFUSED'): Promise<never> => {
    const known = (gates as readonly string[]).includes(attempt.gate) ? attempt.gate : 'unknown';
    await database.transaction(async (transaction) => {
      const [staff] = await transaction.sql<
        { id: string }[]
      >`select id from catalogue.person where study_id = ${run.studyId} and key = ${attempt.person}`;
      await appendAudit(transaction, `${run.id} ${attempt.gate} ${Date.now()} ${Math.random()}`, {
        action: 'decision.refused',
        actor: staff?.id ?? 'service',
        study: run.studyId,
        run: run.id,
        step: null,
        protocol: { version: registered.version, sha256: registered.sha256 },
        object: { kind: 'gate', id: known, sha256: null },
        outcome: 'denied',
        reason,
      });
    });
    throw new AssayError(code, message);
  };
  if (attempt.reason.trim().length < 3)
    return refuse('a reason of at least three characters was expected (--reason)', 'no-reason', 'ASSAY_USAGE');
  if (attempt.answer !== 'approve' && attempt.answer !== 'refuse')
    return refuse(`approve or refuse was expected, found "${attempt.answer}"`, 'no-answer', 'ASSAY_USAGE');
  if (!(gates as readonly string[]).includes(attempt.gate))
    return refuse(
      `one of the gates ${gates.join(', ')} was expected, found "${attempt.gate}"`,
      'no-such-gate',
      'ASSAY_USAGE',
    );
  const person = personOf(registered.protocol, attempt.person);
  if (!person)
    return refuse(
      `a person of the protocol was expected (${registered.protocol.people.map((one) => one.key).join(', ')}), found "${attempt.person}"`,
      'no-such-person',
      'ASSAY_USAGE',
    );
  const reasonSha256 = sha256Hex(attempt.reason);
  await database.sql`insert into governance.reason (sha256, text) values (${reasonSha256}, ${attempt.reason}) on conflict do nothing`;
  try {
    await client.workflow.getHandle(workflowIdOf(run.id)).executeUpdate(decideUpdate, {
      args: [
        { gate: attempt.gate as GateName, answer: attempt.answer, person: person.key, role: person.role, reasonSha256 },
      ],
    });
  } catch (error) {
    if (!(error instanceof WorkflowUpdateFailedError)) throw error;
    return refuse((error.cause as Error | undefined)?.message ?? error.message, 'not-accepted');
  }
  return { run: run.id };
}
