import { AssayError } from '../../../domain/errors';
import type { Posts } from '../../../domain/method';

export interface PostFilters {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly language?: string | readonly string[] | undefined;
  readonly platform?: string | readonly string[] | undefined;
  /** Attribute → values of which the post must have one. */
  readonly where: Readonly<Record<string, string | number | boolean | readonly (string | number)[]>>;
  /** Count or numeric attribute → least value. */
  readonly minimum: Readonly<Record<string, number>>;
}

/** Milliseconds since 1970 of a date, or of a time; without a zone in UTC. */
export function timeOf(value: string, name: string): number {
  const found = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/.exec(value);
  const time = found
    ? Date.parse(value.length === 10 || found[1] ? value.replace(' ', 'T') : `${value.replace(' ', 'T')}Z`)
    : Number.NaN;
  if (Number.isNaN(time))
    throw new AssayError(
      'ASSAY_METHOD_PARAMETERS',
      `${name}: a date such as 2024-05-01 or a time in ISO 8601 was expected, found "${value}"`,
    );
  return time;
}

function listOf(value: string | number | boolean | readonly (string | number)[]): Set<string> {
  return new Set(Array.isArray(value) ? value.map(String) : [String(value)]);
}

/** Says of a post whether it passes. Unknown times and values pass no filter that asks for them. */
export function postFilter(posts: Posts, filters: PostFilters): (post: number) => boolean {
  const tests: ((post: number) => boolean)[] = [];
  const { from, to, language, platform, where, minimum } = filters;
  if (from !== undefined) {
    const least = timeOf(from, 'from');
    tests.push((post) => posts.time[post]! >= least);
  }
  if (to !== undefined) {
    const end = timeOf(to, 'to') + (to.length === 10 ? 86_400_000 : 0);
    tests.push((post) => posts.time[post]! < end);
  }
  if (language !== undefined) {
    const set = listOf(language);
    tests.push((post) => set.has(posts.language[post]!));
  }
  if (platform !== undefined) {
    const set = listOf(platform);
    tests.push((post) => set.has(posts.platform[post]!));
  }
  for (const [name, value] of Object.entries(where)) {
    const column = posts.attributes[name];
    if (!column && posts.count > 0) throw unknownColumn('where', name, Object.keys(posts.attributes));
    const set = listOf(value);
    tests.push((post) => set.has(column![post] ?? ''));
  }
  for (const [name, least] of Object.entries(minimum)) {
    const counts = posts.counts[name];
    const column = posts.attributes[name];
    if (!counts && !column && posts.count > 0)
      throw unknownColumn('minimum', name, [...Object.keys(posts.counts), ...Object.keys(posts.attributes)]);
    tests.push((post) => {
      const written = column?.[post];
      const value = counts
        ? counts[post]!
        : written === null || written === undefined || written === ''
          ? Number.NaN
          : Number(written);
      return value >= least;
    });
  }
  return (post) => tests.every((test) => test(post));
}

function unknownColumn(parameter: string, name: string, known: readonly string[]): AssayError {
  return new AssayError(
    'ASSAY_METHOD_INPUT',
    `${parameter}: a column of the posts was expected (${known.slice(0, 20).join(', ') || 'there is none'}), found "${name}"`,
  );
}
