/** Posts for benchmarks, as a method gets them. */
import type { Posts } from '../domain/method';

/** Posts of texts without times and counts; one language for all or one for each; labels of people, if there are any. */
export function postsOf(
  text: readonly string[],
  language: string | readonly string[] = 'en',
  label?: readonly string[],
): Posts {
  return {
    count: text.length,
    text,
    time: new Float64Array(text.length).fill(Number.NaN),
    platform: text.map(() => 'file'),
    language: typeof language === 'string' ? text.map(() => language) : language,
    kind: text.map(() => 'post'),
    attributes: label ? { label } : {},
    counts: {},
  };
}

export function postsWithLabels(
  rows: readonly { readonly text: string; readonly label: string }[],
  language: string,
): Posts {
  return postsOf(
    rows.map((row) => row.text),
    language,
    rows.map((row) => row.label),
  );
}
