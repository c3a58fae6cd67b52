/** Scripts that one language alone is written in, nearly: first and last unit, and the language. */
const scripts: readonly (readonly [first: number, last: number, language: string])[] = [
  [0x07c0, 0x07ff, 'nqo'],
  [0x13a0, 0x13ff, 'chr'],
  [0x1950, 0x197f, 'tdd'],
  [0x1c50, 0x1c7f, 'sat'],
  [0xa000, 0xa4cf, 'ii'],
  [0xa4d0, 0xa4ff, 'lis'],
  [0xa500, 0xa63f, 'vai'],
  [0xabc0, 0xabff, 'mni'],
];

/** The language that a letter alone tells (N'Ko, Cherokee, Ol Chiki, …); `undefined` for scripts of many. */
export function scriptLanguage(unit: number): string | undefined {
  if (unit < scripts[0]![0]) return undefined;
  return scripts.find(([first, last]) => unit >= first && unit <= last)?.[2];
}
