import { z } from 'zod';
import { AssayError } from '../../domain/errors';
import { expectedAndFound } from '../../domain/expectation';
import type { Method } from '../../domain/method';

/** A number that JSON would write otherwise: .5, 1., +3, 007. */
const looseNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** A parameter as written: JSON where it is some, a number as people write it, else text. */
export function parameterValue(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return looseNumber.test(text) ? Number(text) : text;
  }
}

/** What a setting may mean, the likeliest first: text in quotes keeps them where the method takes text, `2024` may be a name. */
function meanings(text: string): readonly unknown[] {
  const value = parameterValue(text);
  if (value === text) return [text];
  return typeof value === 'string' ? [text, value] : [value, text];
}

/**
 * The parameters of a method out of settings as written on a command line. `nodeOf` reads those that name nodes.
 *
 * @throws AssayError ASSAY_METHOD_PARAMETERS, naming the first that is off
 */
export function parametersOf(
  method: Method,
  settings: readonly (readonly [string, string])[],
  nodeOf?: (name: string, text: string) => unknown,
): unknown {
  const nodes = new Set(nodeOf ? method.nodes : []);
  const values = new Map(
    settings.map(([name, text]) => [name, nodes.has(name) ? [nodeOf!(name, text)] : meanings(text)]),
  );
  const chosen = Object.fromEntries([...values].map(([name, [first]]) => [name, first]));
  const parsed = method.parameters.safeParse(chosen);
  if (parsed.success) return parsed.data;
  const refused = new Set(parsed.error.issues.map(({ path }) => path[0]));
  const others = Object.fromEntries(
    [...values].map(([name, [first, second]]) => [name, refused.has(name) && second !== undefined ? second : first]),
  );
  const again = method.parameters.safeParse(others);
  if (again.success) return again.data;
  const left = new Set(again.error.issues.map(({ path }) => path[0]));
  const issue = parsed.error.issues.find(({ path }) => left.has(path[0])) ?? parsed.error.issues[0]!;
  const place = issue.path.length > 0 ? `${method.id}, parameter ${issue.path.join('.')}` : method.id;
  const takes =
    issue.code === 'unrecognized_keys' && method.parameters instanceof z.ZodObject
      ? `; it takes ${[...Object.keys(method.parameters.shape), ...Object.keys(method.files ?? {})].join(', ')}`
      : '';
  throw new AssayError('ASSAY_METHOD_PARAMETERS', `${place}: ${expectedAndFound(issue, chosen)}${takes}`);
}
