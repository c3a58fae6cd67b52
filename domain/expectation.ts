import type { z } from 'zod';

/** Kinds of values in a person's words. */
const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'names with values',
  record: 'names with values',
  tuple: 'a list',
};

/** The forms of which one was expected, where each is told in few words. */
function formsOf({ errors }: z.core.$ZodIssueInvalidUnion): string {
  const forms = errors.map((issues) => (issues.length === 1 && issues[0]!.path.length === 0 ? issues[0]! : undefined));
  if (forms.length === 0 || !forms.every((form) => form !== undefined))
    return 'one of the forms that the reference lists';
  return [...new Set(forms.map(expectation))].join(' or ');
}

/** What a schema expected, in words that follow the name of a place: `retention.posts: an ISO 8601 duration`. */
export function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom') return issue.message;
  if (issue.code === 'unrecognized_keys')
    return `no other keys than the known ones, found ${issue.keys.map((key) => `"${key}"`).join(', ')}`;
  if (issue.code === 'invalid_type') return kinds[issue.expected] ?? issue.expected;
  if (issue.code === 'invalid_value') return `one of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'invalid_format' && issue.message) return issue.message.replace(/^Invalid .*$/, 'another form');
  if (issue.code === 'invalid_union') return formsOf(issue);
  if (issue.code === 'too_small') return `${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}`;
  if (issue.code === 'too_big') return `${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}`;
  return issue.message;
}

/** The value that was found, as short text: protocols hold no posts, so quoting them is safe. */
export function foundText(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'string' ? `"${value}"` : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** The value at a path; undefined where there is none. */
export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (here, key) =>
      typeof here === 'object' && here !== null ? (here as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  );
}

/** Expected and found at the issue's place in `value`. */
export function expectedAndFound(issue: z.core.$ZodIssue, value: unknown): string {
  const expected = expectation(issue);
  return /, found /.test(expected) ? expected : `${expected}, found ${foundText(valueAt(value, issue.path))}`;
}
