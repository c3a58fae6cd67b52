import path from 'node:path';
import { type Client, WorkflowFailedError, WorkflowIdConflictPolicy, WorkflowIdReusePolicy } from '@temporalio/client';
import type { Database } from '../db/connection';
import { productFolder } from '../db/products';
import { createRun, type RegisteredProtocol, type RunRow, runsOf } from '../db/studies';
import { AssayError } from '../domain/errors';
import { authorOf } from '../domain/protocol';
import { settings } from '../settings';
import { taskQueue } from '../stack/addresses';
import { progressQuery } from '../workflows/messages';
import type { study, StudyResult } from '../workflows/study';

export function workflowIdOf(run: string): string {
  return `study/${run}`;
}

export function reportPath(studyId: string, runId: string): string {
  return path.join(productFolder(settings.home, studyId, runId), 'report.html');
}

/** The run to go on with: one of this protocol version that has not ended, else a new one. */
export async function runFor(
  database: Database,
  registered: RegisteredProtocol,
  kind: RunRow['kind'] = 'study',
  base: string | null = null,
): Promise<{ id: string; fresh: boolean }> {
  if (kind === 'study') {
    const open = (await runsOf(database, registered.studyId)).find(
      (run) =>
        run.kind === 'study' &&
        run.protocolVersion === registered.version &&
        ['running', 'waiting'].includes(run.status),
    );
    if (open) return { id: open.id, fresh: false };
  }
  const id = await createRun(database, {
    studyId: registered.studyId,
    protocolVersion: registered.version,
    protocolSha256: registered.sha256,
    kind,
    baseRunId: base,
    seed: registered.protocol.seed,
    codeVersion: settings.build,
    actor: settings.person ?? authorOf(registered.protocol).key,
  });
  return { id, fresh: true };
}

/** Starts the workflow of a run, or finds the one that was started already. */
export async function startStudy(
  client: Client,
  registered: RegisteredProtocol,
  run: string,
  fresh: boolean,
): Promise<void> {
  await client.workflow.start<typeof study>('study', {
    workflowId: workflowIdOf(run),
    taskQueue,
    args: [{ run, fresh }],
    searchAttributes: { StudyId: [registered.studyId], StudyStep: ['objectives'] },
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
    workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY,
  });
}

export type RunEnd =
  | { readonly status: 'completed' | 'refused' | 'failed'; readonly result?: StudyResult; readonly problem?: string }
  | { readonly status: 'waiting'; readonly gates: readonly string[] };

function innermost(error: unknown): string {
  let message = String((error as Error).message ?? error);
  for (let here = (error as { cause?: unknown }).cause; here instanceof Error; here = here.cause)
    message = here.message;
  return message;
}

/** Waits for a run, telling its steps; ends when it ends or when it waits for a person. A server that is away for a while is waited for. */
export async function followStudy(client: Client, run: string, say: (message: string) => void): Promise<RunEnd> {
  const handle = client.workflow.getHandle<typeof study>(workflowIdOf(run));
  let ended: RunEnd | undefined;
  let left = false;
  let told = '';
  const started = Date.now();
  const result = (async () => {
    for (;;) {
      try {
        const value = await handle.result();
        ended = { status: value.status, result: value };
        return;
      } catch (error) {
        if (error instanceof WorkflowFailedError) {
          ended = { status: 'failed', problem: innermost(error) };
          return;
        }
        if (left || Date.now() - started > 24 * 3_600_000) return;
        await new Promise((resolve) => setTimeout(resolve, 1000));
      }
    }
  })();
  while (!ended) {
    await Promise.race([result, new Promise((resolve) => setTimeout(resolve, 400))]);
    if (ended) break;
    const progress = await handle.query(progressQuery).catch(() => undefined);
    if (!progress) continue;
    const open = progress.gates.filter((gate) => gate.open).map((gate) => gate.gate);
    if (open.length > 0) {
      left = true;
      return { status: 'waiting', gates: open };
    }
    const text = `${progress.step} ${progress.done}/${progress.total}${progress.doing.length > 0 ? `: ${progress.doing.slice(0, 3).join(', ')}` : ''}`;
    if (text !== told) say(`  ${text}`);
    told = text;
  }
  await result;
  return ended;
}

export function failure(end: RunEnd): never {
  throw new AssayError('ASSAY_STACK', 'problem' in end && end.problem ? end.problem : 'the study did not end');
}
