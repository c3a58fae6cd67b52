/** A word, a number or another character that is no space, with its repetitions. */
export interface NameToken {
  readonly start: number;
  readonly end: number;
  readonly kind: 'word' | 'number' | 'mark' | 'found';
  /** Stands at the start of a line. */
  readonly lineStart: boolean;
}

const pattern = /([\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*)|(\p{N}+)|([^\s\p{L}\p{M}\p{N}])\3*|\S/gu;

/** Tokens for the tagger; a place that is taken already (by an e-mail address, say) is one token. O(length). */
export function nameTokens(
  text: string,
  found: readonly { readonly start: number; readonly end: number }[],
): NameToken[] {
  const tokens: NameToken[] = [];
  let next = 0;
  let skipTo = 0;
  let lastEnd = 0;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const { index } = match;
    const end = index + match[0].length;
    if (end <= skipTo) continue;
    while (next < found.length && found[next]!.end <= index) next++;
    const lineStart = tokens.length === 0 || (index > lastEnd && text.slice(lastEnd, index).includes('\n'));
    const place = found[next];
    if (place && place.start < end) {
      tokens.push({ start: place.start, end: place.end, kind: 'found', lineStart });
      skipTo = place.end;
      lastEnd = place.end;
      next++;
      continue;
    }
    const kind = match[1] !== undefined ? 'word' : match[2] !== undefined ? 'number' : 'mark';
    tokens.push({ start: index, end, kind, lineStart });
    lastEnd = end;
  }
  return tokens;
}
