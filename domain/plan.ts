import type { ArtefactKind } from './artefact';
import { AssayError, type ErrorCode } from './errors';
import { expectedAndFound } from './expectation';
import { tasksOf } from './measures';
import type { Method } from './method';
import { type Grouping, type Measure, type Protocol, type TaskSpec, taskPlace } from './protocol';
import type { Step } from './steps';

/** Where a task's input comes from: the snapshot or another task. */
export type InputSource =
  | { readonly from: 'posts' }
  | { readonly from: 'people' }
  | { readonly from: 'interactions' }
  | { readonly from: 'task'; readonly task: string };

/** One method to run in a study, its inputs resolved. */
export interface Task {
  readonly id: string;
  readonly step: Step;
  readonly method: Method;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly inputs: Readonly<Record<string, InputSource>>;
  /** Ids of tasks that must be done before. */
  readonly after: readonly string[];
  /** Names of `inputs` that go in as `others`. */
  readonly others: readonly string[];
}

/** Ids of tasks that the program adds to what the protocol lists. */
export const hypothesesTask = 'hypotheses';
export function releaseTask(id: string): string {
  return `release-${id}`;
}

const order: readonly Step[] = ['features', 'modelling', 'validation', 'deployment'];

/** An error about a task, with its place in the protocol, so that the reader of the file can name the line. */
function taskError(
  protocol: Protocol,
  code: ErrorCode,
  id: string,
  within: readonly (string | number)[],
  message: string,
): AssayError {
  const place = taskPlace(protocol, id);
  const added = id === hypothesesTask ? ['hypotheses'] : ['outputs', 'releases'];
  return new AssayError(code, message, place ? [...place, ...within] : added);
}

function parametersOf(protocol: Protocol, spec: TaskSpec, method: Method): Record<string, unknown> {
  const parsed = method.parameters.safeParse(spec.parameters);
  if (parsed.success) return parsed.data as Record<string, unknown>;
  const [issue] = parsed.error.issues as [(typeof parsed.error.issues)[number]];
  const takes =
    issue.code === 'unrecognized_keys' && 'shape' in method.parameters
      ? `; ${spec.method} takes ${Object.keys(method.parameters.shape as object).join(', ') || 'none'}`
      : '';
  throw taskError(
    protocol,
    'ASSAY_METHOD_PARAMETERS',
    spec.id,
    ['parameters', ...issue.path.map((one) => (typeof one === 'symbol' ? String(one) : one))],
    `task ${spec.id}, method ${spec.method}, parameter ${issue.path.join('.') || 'names'}: ${expectedAndFound(issue, spec.parameters)}${takes}`,
  );
}

/**
 * The tasks of a protocol in an order in which they can run. A task named in `inputs` must make the kind that the method takes; an
 * input that is not named is resolved where just one task makes its kind. A task runs in its method's step, or earlier where an
 * earlier step needs it.
 */
export function planOf(protocol: Protocol, methodOf: (id: string) => Method | undefined): Task[] {
  const specs: TaskSpec[] = [...protocol.features, ...protocol.analyses, ...protocol.validation];
  const extras = new Map<string, readonly string[]>();
  if (protocol.hypotheses.length > 0) {
    specs.push({
      id: hypothesesTask,
      method: 'statistics/hypotheses',
      parameters: { hypotheses: protocol.hypotheses },
      inputs: {},
    });
    extras.set(
      hypothesesTask,
      tasksOf(protocol.hypotheses.flatMap((one) => [one.measure, one.comparison.by, one.where?.by])),
    );
  }
  for (const release of protocol.outputs.releases) {
    specs.push({ id: releaseTask(release.id), method: 'release/table', parameters: { release }, inputs: {} });
    extras.set(releaseTask(release.id), tasksOf([...release.by, ...release.measures.map((one) => one.measure)]));
  }
  const seen = new Set<string>();
  for (const spec of specs) {
    if (seen.has(spec.id))
      throw taskError(
        protocol,
        'ASSAY_METHOD_INPUT',
        spec.id,
        ['id'],
        `task ${spec.id}: an id that the program does not use itself was expected`,
      );
    seen.add(spec.id);
  }
  const methods = new Map<string, Method>();
  for (const spec of specs) {
    const method = methodOf(spec.method);
    if (!method)
      throw taskError(
        protocol,
        'ASSAY_METHOD_UNKNOWN',
        spec.id,
        ['method'],
        `task ${spec.id}: a method id was expected, found "${spec.method}"`,
      );
    // Methods that read a measure or a grouping say in their parameters which tasks make it.
    if (method.others && extras.get(spec.id) === undefined) {
      const { measure, by, of } = spec.parameters as Partial<Record<string, Measure & Grouping>>;
      extras.set(spec.id, tasksOf([measure, by, of]));
    }
    if (method.step === 'cleaning')
      throw taskError(
        protocol,
        'ASSAY_METHOD_UNKNOWN',
        spec.id,
        ['method'],
        `task ${spec.id}: ${spec.method} belongs to cleaning, where it always runs`,
      );
    methods.set(spec.id, method);
  }
  const makers = (kind: ArtefactKind): string[] =>
    specs.map((spec) => spec.id).filter((id) => methods.get(id)!.output === kind);
  const drafts = specs.map((spec) => {
    const method = methods.get(spec.id)!;
    const inputs: Record<string, InputSource> = {};
    for (const name of Object.keys(spec.inputs)) {
      if (!(name in method.inputs))
        throw taskError(
          protocol,
          'ASSAY_METHOD_INPUT',
          spec.id,
          ['inputs', name],
          `task ${spec.id}: one of the inputs ${Object.keys(method.inputs).join(', ')} was expected, found "${name}"`,
        );
    }
    for (const [name, kind] of Object.entries(method.inputs)) {
      if (method.files?.[name] !== undefined && spec.inputs[name] === undefined) continue;
      if (kind === 'posts' || kind === 'people' || kind === 'interactions') {
        const named = spec.inputs[name];
        if (named !== undefined && named !== kind)
          throw taskError(
            protocol,
            'ASSAY_METHOD_INPUT',
            spec.id,
            ['inputs', name],
            `task ${spec.id}, input ${name}: ${kind} of the snapshot were expected, which need no name, found "${named}"`,
          );
        inputs[name] = { from: kind };
        continue;
      }
      const named = spec.inputs[name];
      if (named !== undefined) {
        const made = methods.get(named)?.output;
        if (made !== kind)
          throw taskError(
            protocol,
            'ASSAY_METHOD_INPUT',
            spec.id,
            ['inputs', name],
            `task ${spec.id}, input ${name}: a task that makes ${kind} was expected, found ${made ? `${named}, which makes ${made}` : `"${named}"`}`,
          );
        inputs[name] = { from: 'task', task: named };
        continue;
      }
      const found = makers(kind).filter((id) => id !== spec.id);
      // A model or matrix is meant to be used where there is just one; other inputs that may be left out are left out.
      if (method.optional?.includes(name) && ((kind !== 'model' && kind !== 'terms') || found.length !== 1)) continue;
      if (found.length !== 1)
        throw taskError(
          protocol,
          'ASSAY_METHOD_INPUT',
          spec.id,
          ['inputs'],
          `task ${spec.id}, input ${name}: name the task that makes ${kind} under inputs, found ${found.length === 0 ? 'none' : found.join(', ')}`,
        );
      inputs[name] = { from: 'task', task: found[0]! };
    }
    const others = (extras.get(spec.id) ?? []).map((task) => {
      if (methods.get(task)?.output !== 'post-table')
        throw taskError(
          protocol,
          'ASSAY_METHOD_INPUT',
          spec.id,
          ['parameters'],
          `task ${spec.id}: a task with a value for each post was expected, found "${task}"`,
        );
      inputs[`other:${task}`] = { from: 'task', task };
      return `other:${task}`;
    });
    const after = [...new Set(Object.values(inputs).flatMap((input) => (input.from === 'task' ? [input.task] : [])))];
    return { id: spec.id, method, parameters: parametersOf(protocol, spec, method), inputs, after, others };
  });

  const step = new Map(drafts.map((task) => [task.id, order.indexOf(task.method.step)]));
  for (let changed = true; changed; ) {
    changed = false;
    for (const task of drafts) {
      for (const before of task.after) {
        if (step.get(before)! > step.get(task.id)!) {
          step.set(before, step.get(task.id)!);
          changed = true;
        }
      }
    }
  }
  const sorted: Task[] = [];
  const done = new Set<string>();
  while (sorted.length < drafts.length) {
    const ready = drafts.filter((task) => !done.has(task.id) && task.after.every((before) => done.has(before)));
    if (ready.length === 0)
      throw new AssayError(
        'ASSAY_METHOD_INPUT',
        `tasks that wait for each other: ${drafts
          .filter((task) => !done.has(task.id))
          .map((task) => task.id)
          .join(', ')}`,
      );
    for (const task of ready) {
      done.add(task.id);
      sorted.push({ ...task, step: order[step.get(task.id)!]! });
    }
  }
  return sorted;
}
