/** What personal data is told apart; the names are the field's and stay as they are. Of two that overlap the earlier claims the place. */
export const structuredTypes = [
  'url',
  'email',
  'mention',
  'ip',
  'iban',
  'card',
  'national-id',
  'date-of-birth',
  'phone',
] as const;
/** Found by what stands around and by lists of names: weaker than the structured ones. */
export const namedTypes = [
  'person',
  'place',
  'organisation',
  'address',
  'postcode',
  'date',
  'age',
  'title',
  'nationality',
] as const;
export const piiTypes = [...structuredTypes, ...namedTypes] as const;
export type PiiType = (typeof piiTypes)[number];

export interface PiiSpan {
  /** UTF-16 offsets, end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly type: PiiType;
  /** 1 where a check digit or an exact form confirms it, lower where only the shape or the words around fit. */
  readonly confidence: number;
}

/** Spans of one text as they are found: a place is given once, to the first that claims it. */
export class SpanSet {
  readonly spans: PiiSpan[] = [];
  // Which characters are in a span already: looking at each span instead would cost their square.
  private taken: Uint8Array | undefined;

  private readonly length: number;

  constructor(length: number) {
    this.length = length;
  }

  free(start: number, end: number): boolean {
    if (this.taken) for (let i = start; i < end; i++) if (this.taken[i]) return false;
    return true;
  }

  /** Adds the span where nothing stands yet; says whether it did. */
  add(type: PiiType, start: number, end: number, confidence: number): boolean {
    if (end <= start || !this.free(start, end)) return false;
    this.taken ??= new Uint8Array(this.length);
    this.taken.fill(1, start, end);
    this.spans.push({ start, end, type, confidence });
    return true;
  }
}

/** The text just before a place in lower case, for words that say what follows. */
export function before(text: string, start: number, width = 40): string {
  return text.slice(Math.max(0, start - width), start).toLowerCase();
}
