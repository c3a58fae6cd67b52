import type { Json } from '../domain/json';

export interface Change {
  /** Path such as `retention/posts`. */
  readonly path: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/** What differs between two versions of a protocol, leaf by leaf, in order of path. */
export function changesBetween(before: Json | undefined, after: Json | undefined, path = ''): Change[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const isTree = (value: Json | undefined): value is { readonly [key: string]: Json } =>
    typeof value === 'object' && value !== null;
  if (!isTree(before) || !isTree(after) || Array.isArray(before) !== Array.isArray(after))
    return [{ path, before, after }];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return keys.flatMap((key) => changesBetween(before[key], after[key], path === '' ? key : `${path}/${key}`));
}
