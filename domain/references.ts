import { postKinds } from './post';
import type { Task } from './plan';
import { type Grouping, type Measure, type Protocol, taskPlace } from './protocol';

/** What a column of posts holds: numbers, text, text out of a list, or out of the names that a parameter gives. */
export type ColumnContent = 'number' | 'text' | readonly string[] | { readonly keysOf: string };

/** What a method makes, as far as a protocol can name it. */
export interface MethodResult {
  /** Of a value for each post. A name that ends in `*` stands for all that begin so. */
  readonly columns?: Readonly<Record<string, ColumnContent>>;
  /** Names below `summary`, and beside it, with spaces between. */
  readonly summary: string;
  readonly about?: string;
}

/** A reference of a protocol to what is not there. */
export interface ReferenceFault {
  readonly place: readonly (string | number)[];
  readonly message: string;
  /** A run would go on: a figure that is not there is told as not enough data. */
  readonly silent: boolean;
}

/** Why a figure has no value stands where figures stand, in any method. */
const everywhere = ['notEnoughData', 'reason', 'undefined'];

function words(list: string | undefined): string[] {
  return list ? list.split(' ') : [];
}

function contentOf(columns: NonNullable<MethodResult['columns']>, name: string): ColumnContent | undefined {
  const pattern = Object.keys(columns).find((one) => one.endsWith('*') && name.startsWith(one.slice(0, -1)));
  return Object.hasOwn(columns, name) ? columns[name] : pattern === undefined ? undefined : columns[pattern];
}

/**
 * References of a protocol that name what no source and no task makes: columns of tasks, groups, paths of headline figures and alerts.
 * Groups of attributes are known only from the files. `resultOf` may know nothing of a method: then nothing is said of it.
 */
export function referenceFaults(
  protocol: Protocol,
  plan: readonly Task[],
  resultOf: (method: string) => MethodResult | undefined,
): ReferenceFault[] {
  const faults: ReferenceFault[] = [];
  const tasks = new Map(plan.map((task) => [task.id, task]));
  const platforms = [...new Set(protocol.sources.map((one) => one.platform))];

  /** The column's content; a fault where there is none. */
  const column = (
    place: ReferenceFault['place'],
    reference: { readonly task: string; readonly column: string },
  ): { content: ColumnContent; task: Task } | undefined => {
    const task = tasks.get(reference.task);
    const columns = task && resultOf(task.method.id)?.columns;
    if (!columns) return undefined;
    const content = contentOf(columns, reference.column);
    if (content !== undefined) return { content, task };
    faults.push({
      place: [...place, 'column'],
      message: `a column of task ${task.id} (${task.method.id} makes ${Object.keys(columns).join(', ')}), found "${reference.column}"`,
      silent: false,
    });
    return undefined;
  };

  const measure = (place: ReferenceFault['place'], one: Measure): void => {
    if (!('task' in one)) return;
    const found = column(place, one);
    if (found && found.content !== 'number')
      faults.push({
        place: [...place, 'column'],
        message: `a column of numbers of task ${one.task}, found "${one.column}", which holds text`,
        silent: false,
      });
  };

  /** Values that a grouping can have; undefined where that is not known beforehand. */
  const valuesOf = (place: ReferenceFault['place'], by: Grouping): readonly string[] | undefined => {
    if ('field' in by) return by.field === 'platform' ? platforms : by.field === 'kind' ? postKinds : undefined;
    if ('attribute' in by) return undefined;
    const found = column(place, by);
    if (!found || typeof found.content === 'string') return undefined;
    if (Array.isArray(found.content)) return found.content as readonly string[];
    return Object.keys((found.task.parameters[(found.content as { keysOf: string }).keysOf] ?? {}) as object);
  };

  const grouping = (
    place: ReferenceFault['place'],
    by: Grouping,
    groupPlace: ReferenceFault['place'] = place,
    groups: readonly string[] = [],
  ): void => {
    const values = valuesOf(place, by);
    for (const group of groups)
      if (values && !values.includes(group))
        faults.push({
          place: groupPlace,
          message: `one of the groups ${values.join(', ')}, found "${group}"`,
          silent: false,
        });
  };

  const figure = (place: ReferenceFault['place'], reference: string): void => {
    const [id, where] = reference.split('#') as [string, string | undefined];
    const task = tasks.get(id);
    const result = task && resultOf(task.method.id);
    if (!result) return;
    const [first, second] = (where ?? '').split('/');
    const [summary, about] = [words(result.summary), words(result.about)];
    const known =
      first === 'summary'
        ? second === undefined || summary.includes(second) || everywhere.includes(second)
        : about.includes(first!);
    if (!known)
      faults.push({
        place,
        message: `a figure of task ${id} (${task.method.id} makes ${[...summary.map((one) => `summary/${one}`), ...about].join(', ')}), found "${reference}"`,
        silent: true,
      });
  };

  protocol.hypotheses.forEach((one, at) => {
    const place = ['hypotheses', at];
    measure([...place, 'measure'], one.measure);
    const { by, groups } = one.comparison;
    grouping([...place, 'comparison', 'by'], by, [...place, 'comparison', 'groups'], groups);
    if (one.where) grouping([...place, 'where', 'by'], one.where.by, [...place, 'where', 'is'], [one.where.is]);
  });
  protocol.outputs.releases.forEach((release, at) => {
    const place = ['outputs', 'releases', at];
    release.by.forEach((by, i) => {
      grouping([...place, 'by', i], by);
    });
    release.measures.forEach((one, i) => {
      measure([...place, 'measures', i, 'measure'], one.measure);
    });
  });
  for (const { id, method, parameters } of plan) {
    const place = method.others ? taskPlace(protocol, id) : undefined;
    if (!place) continue;
    const { measure: read, by, of } = parameters as Partial<Record<string, Measure & Grouping>>;
    if (read) measure([...place, 'parameters', 'measure'], read);
    if (by) grouping([...place, 'parameters', 'by'], by);
    if (of) grouping([...place, 'parameters', 'of'], of);
  }
  protocol.outputs.headline.forEach((one, at) => {
    figure(['outputs', 'headline', at, 'value'], one.value);
  });
  protocol.outputs.alerts.forEach((one, at) => {
    figure(['outputs', 'alerts', at, 'value'], one.value);
  });
  return faults;
}
