import {
  ApplicationFailure,
  allHandlersFinished,
  CancellationScope,
  condition,
  executeChild,
  proxyActivities,
  setHandler,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { RetryPolicy } from '@temporalio/common';
import type { Activities } from '../activities';
import { decisionProblem, type GateDecision, type GateName, type GateState } from '../domain/gate';
import type { Step } from '../domain/steps';
import { collection } from './collection';
import { decideUpdate, progressQuery } from './messages';

export interface StudyInput {
  readonly run: string;
  /** Compute everything again and compare with what is on record. */
  readonly fresh: boolean;
}

export interface StudyResult {
  readonly run: string;
  readonly status: 'completed' | 'refused';
  readonly tasks: number;
  readonly reused: number;
  readonly different: number;
}

const retry: RetryPolicy = {
  initialInterval: '1s',
  backoffCoefficient: 2,
  maximumInterval: '15s',
  nonRetryableErrorTypes: ['AssayError', 'ZodError'],
};

/** Short writes to Postgres. */
const brief = proxyActivities<Activities>({ startToCloseTimeout: '2 minutes', retry });
/** Work that heartbeats every two seconds: a killed worker is noticed soon. */
const long = proxyActivities<Activities>({ startToCloseTimeout: '12 hours', heartbeatTimeout: '10 seconds', retry });

/** Tasks under way at once: enough for every thread, few enough for one machine. */
const lanes = 6;

/** A study from its registered protocol to its report. A run that cannot go on is closed in the records before it fails. */
export async function study(input: StudyInput): Promise<StudyResult> {
  try {
    return await sevenSteps(input);
  } catch (error) {
    await CancellationScope.nonCancellable(() =>
      brief.finishRun({ run: input.run, status: 'failed', counts: {}, problem: innermost(error) }),
    );
    throw error;
  }
}

/** What went wrong at the bottom: activities let only messages through that name no one. */
function innermost(error: unknown): string {
  let here = error as Error;
  while (here.cause instanceof Error) here = here.cause;
  return here.message;
}

/** The seven steps, the gates between them. */
async function sevenSteps(input: StudyInput): Promise<StudyResult> {
  const { run, fresh } = input;
  const gates = new Map<GateName, { state: GateState }>();
  const progress = { step: 'objectives' as Step, done: 0, total: 1, doing: [] as string[] };

  // Handlers first: an update may arrive before the first activity ends.
  setHandler(progressQuery, () => ({
    ...progress,
    doing: [...progress.doing],
    gates: [...gates.values()].map((gate) => gate.state),
  }));
  setHandler(
    decideUpdate,
    async (decision: GateDecision) => {
      const gate = gates.get(decision.gate)!;
      // Taken before the first await: of two people who decide at once, one is refused.
      gate.state = { ...gate.state, open: false, decision };
      await brief.recordDecision({ run, decision });
    },
    {
      validator: (decision: GateDecision) => {
        const problem = decisionProblem(gates.get(decision.gate)?.state, decision);
        if (problem) throw ApplicationFailure.nonRetryable(problem, 'GateRefused');
      },
    },
  );

  const enter = (step: Step, total: number): void => {
    Object.assign(progress, { step, done: 0, total, doing: [] });
    upsertSearchAttributes({ StudyStep: [step] });
  };
  const counted = { tasks: 0, reused: 0, different: 0 };

  enter('objectives', 1);
  const objectives = await brief.registerObjectives({ run });
  const applies = (name: GateName): boolean =>
    !fresh && objectives.gates.some((one) => one.gate === name && one.applies);

  /** Waits for a person; true when approved. */
  async function gate(name: GateName, because: string): Promise<boolean> {
    if (!applies(name)) return true;
    await brief.openGate({ run, gate: name, because });
    gates.set(name, { state: { gate: name, author: objectives.author, open: true, decision: null } });
    await condition(() => gates.get(name)!.state.decision !== null && allHandlersFinished());
    return gates.get(name)!.state.decision!.answer === 'approve';
  }

  async function refused(): Promise<StudyResult> {
    await brief.finishRun({ run, status: 'refused', counts: counted });
    return { run, status: 'refused', ...counted };
  }

  if (!(await gate('impact-assessment', 'screening'))) return refused();
  await brief.completeStep({
    run,
    step: 'objectives',
    counts: { gates: objectives.gates.filter((one) => one.applies).length },
  });

  // A reproduction works on what was collected: files may have changed since, or be gone.
  enter('collection', objectives.sources.length);
  const collected = await Promise.all(
    (fresh ? [] : objectives.sources).map(async (source) => {
      const result = await executeChild(collection, {
        workflowId: `${workflowInfo().workflowId}/collection/${source}`,
        args: [{ run, source }],
        searchAttributes: { StudyId: [objectives.study] },
      });
      progress.done++;
      return result;
    }),
  );
  const sum = (read: (one: (typeof collected)[number]) => number): number =>
    collected.reduce((total, one) => total + read(one), 0);
  await brief.completeStep({
    run,
    step: 'collection',
    counts: {
      rows: sum((one) => one.rows),
      accepted: sum((one) => one.accepted),
      quarantined: sum((one) => one.quarantined),
      withheld: sum((one) => one.withheld),
    },
  });

  enter('cleaning', 1);
  const cleaned = await long.cleanCorpus({
    run,
    fresh,
    collected: Object.fromEntries(collected.map((one, i) => [objectives.sources[i]!, one.inputSha256])),
  });
  if (cleaned.different) counted.different++;
  await brief.completeStep({ run, step: 'cleaning', counts: { posts: cleaned.posts, reused: cleaned.reused ? 1 : 0 } });

  /** Runs the tasks of a step as their inputs get ready, a few at a time. */
  async function runTasks(
    step: Step,
    start: (task: string) => Promise<{ parts: number; reused: number; different: number }>,
  ): Promise<void> {
    const tasks = objectives.tasks.filter((task) => task.step === step);
    enter(step, tasks.length);
    const own = new Set(tasks.map((task) => task.id));
    const done = new Set<string>();
    const waiting = [...tasks];
    const under = new Set<Promise<void>>();
    let reused = 0;
    while (waiting.length > 0 || under.size > 0) {
      for (let i = 0; i < waiting.length && under.size < lanes; ) {
        const task = waiting[i]!;
        if (!task.after.every((before) => !own.has(before) || done.has(before))) {
          i++;
          continue;
        }
        waiting.splice(i, 1);
        progress.doing.push(task.id);
        const running = start(task.id).then((result) => {
          done.add(task.id);
          progress.done++;
          progress.doing = progress.doing.filter((one) => one !== task.id);
          counted.tasks++;
          counted.different += result.different;
          if (result.reused === result.parts) reused++;
          under.delete(running);
        });
        under.add(running);
      }
      await Promise.race(under);
    }
    counted.reused += reused;
    await brief.completeStep({ run, step, counts: { tasks: tasks.length, reused } });
  }

  await runTasks('features', (task) => long.extractFeature({ run, task, fresh }));
  await runTasks('modelling', (task) => long.fitModel({ run, task, fresh }));
  await runTasks('validation', (task) => long.validateModel({ run, task, fresh }));

  if (fresh) {
    await brief.finishRun({ run, status: 'completed', counts: counted });
    return { run, status: 'completed', ...counted };
  }

  const promote = await gate('promotion', 'models');
  if (promote) await brief.registerModels({ run });
  const release = await gate('release', 'releases');
  const releases = objectives.tasks.filter((task) => task.step === 'deployment');
  enter('deployment', releases.length + 3);
  if (release) {
    for (const task of releases) {
      await long.prepareRelease({ run, task: task.id, fresh });
      progress.done++;
    }
  }
  await brief.publishReleases({ run, allowed: release });
  await brief.evaluateAlerts({ run });
  progress.done++;
  await long.writeExports({ run });
  progress.done++;
  await long.writeReport({ run });
  progress.done++;
  await brief.completeStep({ run, step: 'deployment', counts: { releases: release ? releases.length : 0 } });
  await brief.finishRun({ run, status: 'completed', counts: counted });
  return { run, status: 'completed', ...counted };
}
