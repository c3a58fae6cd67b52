import type { Json } from '../domain/json';
import { tasksOf } from '../domain/measures';
import type { Task } from '../domain/plan';
import type { Hypothesis, Protocol } from '../domain/protocol';
import { changesBetween } from './amendment';

/** A registered version of a protocol. */
export interface ProtocolVersion {
  readonly version: number;
  readonly protocol: Protocol;
  /** Its tasks; null where they are no longer known to this program. */
  readonly plan: readonly Task[] | null;
  /** The first run that had collected posts when this version was registered; null where none had. */
  readonly seenBy: string | null;
}

/**
 * All that a hypothesis' result follows from besides the posts, part by part: its own words and test, the tasks that make its measure and
 * its groups with those that they read, cleaning, sources, whether authors are kept, the seed.
 */
function basisOf(one: Hypothesis, { protocol, plan }: ProtocolVersion): Map<string, Json> | null {
  if (!plan) return null;
  const byId = new Map(plan.map((task) => [task.id, task]));
  const parts = new Map<string, unknown>([
    ['the hypothesis itself', one],
    ['cleaning', protocol.cleaning],
    ['sources', protocol.sources.map(({ policy: _, ...source }) => source)],
    ['fields', protocol.fields.includes('author')],
    ['seed', protocol.seed],
  ]);
  const wanted = tasksOf([one.measure, one.comparison.by, one.where?.by]);
  for (let id = wanted.pop(); id !== undefined; id = wanted.pop()) {
    const task = byId.get(id);
    if (!task || parts.has(`task ${id}`)) continue;
    parts.set(`task ${id}`, { method: task.method.id, parameters: task.parameters, inputs: task.inputs });
    wanted.push(...task.after);
  }
  // As JSON first: what is undefined in one version and not there in another is the same.
  return new Map([...parts].map(([name, part]) => [name, JSON.parse(JSON.stringify(part)) as Json]));
}

/** Names of parts that differ. */
function differences(before: Map<string, Json>, after: Map<string, Json>): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter(
    (name) => changesBetween(before.get(name), after.get(name)).length > 0,
  );
}

/**
 * Hypotheses of the last of these versions that are not fixed beforehand, with the reason: those that were added, or whose basis was
 * changed, in a version registered after a run had collected posts. Changing back does not undo it: what was seen stays seen. `versions`
 * in order, from the first.
 */
export function postHocReasons(versions: readonly ProtocolVersion[]): Map<string, string> {
  const reasons = new Map<string, string>();
  const last = versions.at(-1);
  for (const one of last?.protocol.hypotheses ?? []) {
    let after = basisOf(one, last!);
    for (let at = versions.length - 1; at > 0; at--) {
      const [earlier, later] = [versions[at - 1]!, versions[at]!];
      const same = earlier.protocol.hypotheses.find(({ id }) => id === one.id);
      const before = same ? basisOf(same, earlier) : null;
      const changed = before && after ? differences(before, after) : null;
      if (changed?.length === 0) {
        after = before;
        continue;
      }
      const what = !same ? 'added' : changed ? `changed (${changed.join(', ')})` : 'no longer comparable';
      if (later.seenBy !== null)
        reasons.set(
          one.id,
          `${what} in version ${later.version} of the protocol, after run ${later.seenBy} had collected posts`,
        );
      break;
    }
  }
  return reasons;
}
