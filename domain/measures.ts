import { type Artefact, numbers } from './artefact';
import { AssayError } from './errors';
import type { Posts } from './method';
import type { Grouping, Measure } from './protocol';

/** A value for each post; NaN where there is none. A yes/no measure is 1 or 0. */
export function measureValues(
  measure: Measure,
  posts: Posts,
  tables: Readonly<Record<string, Artefact>>,
): Float64Array {
  if ('task' in measure) {
    const column = tables[measure.task]?.columns[measure.column];
    if (column === undefined)
      throw new AssayError(
        'ASSAY_METHOD_INPUT',
        `a column of task ${measure.task} was expected, found none of that name: ${measure.column}`,
      );
    return Float64Array.from(numbers(tables[measure.task]!, measure.column));
  }
  if ('attribute' in measure) {
    const values = posts.attributes[measure.attribute];
    return Float64Array.from({ length: posts.count }, (_, i) => {
      const value = values?.[i] ?? null;
      return value === null || value === '' ? Number.NaN : value === measure.equals ? 1 : 0;
    });
  }
  return posts.counts[measure.count] ?? new Float64Array(posts.count).fill(Number.NaN);
}

/** The group of each post; null where it has none. */
export function groupValues(
  grouping: Grouping,
  posts: Posts,
  tables: Readonly<Record<string, Artefact>>,
): readonly (string | null)[] {
  if ('task' in grouping) {
    const column = tables[grouping.task]?.columns[grouping.column];
    if (column === undefined)
      throw new AssayError(
        'ASSAY_METHOD_INPUT',
        `a column of task ${grouping.task} was expected, found none of that name: ${grouping.column}`,
      );
    return Array.isArray(column)
      ? (column as readonly (string | null)[])
      : Array.from(column as Float64Array, (value) => (Number.isNaN(value) ? null : String(value)));
  }
  if ('attribute' in grouping) return posts.attributes[grouping.attribute] ?? new Array(posts.count).fill(null);
  return posts[grouping.field];
}

/** Tasks that a list of measures and groupings reads. */
export function tasksOf(parts: readonly (Measure | Grouping | undefined)[]): string[] {
  return [...new Set(parts.flatMap((part) => (part && 'task' in part ? [part.task] : [])))];
}
