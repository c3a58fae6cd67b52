const none: readonly RegExpExecArray[] = [];

/**
 * All that a pattern with the flag g finds; it must not match the empty text. `matchAll` makes a copy of the pattern at each call, which
 * costs more than searching a post.
 */
export function matches(pattern: RegExp, text: string): readonly RegExpExecArray[] {
  pattern.lastIndex = 0;
  let found = pattern.exec(text);
  if (found === null) return none;
  const all: RegExpExecArray[] = [];
  for (; found !== null; found = pattern.exec(text)) all.push(found);
  return all;
}
