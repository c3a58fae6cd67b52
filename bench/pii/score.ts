/** How well spans of personal data are found. */
import type { Labelled } from './sentences';

export interface Span {
  readonly start: number;
  readonly end: number;
  readonly type: string;
}

export interface Counts {
  /** True positives, false positives and false negatives. */
  tp: number;
  fp: number;
  fn: number;
}

export function measure({ tp, fp, fn }: Counts, beta = 2): { precision: number; recall: number; f: number } {
  const precision = tp / (tp + fp);
  const recall = tp / (tp + fn);
  return { precision, recall, f: ((1 + beta * beta) * tp) / ((1 + beta * beta) * tp + beta * beta * fn + fp) };
}

const token = /[\p{L}\p{M}\p{N}]+/gu;

/** Types that count as one: a birthday is a date, and what a street address is made of is a location, as in presidio-research. */
export function broad(type: string): string {
  if (type === 'date-of-birth') return 'date';
  return type === 'address' || type === 'place' || type === 'postcode' ? 'location' : type;
}

/** Neighbours of one type with nothing but spaces and punctuation between them are one span. */
export function joined(text: string, spans: readonly Span[]): Span[] {
  const out: Span[] = [];
  for (const { start, end, type } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = out.at(-1);
    if (last && broad(last.type) === broad(type) && !/[\p{L}\p{N}]/u.test(text.slice(last.end, start)))
      out[out.length - 1] = { start: last.start, end: Math.max(last.end, end), type: last.type };
    else out.push({ start, end, type });
  }
  return out;
}

/** The type of each word of a text, or '' where it is in no span. */
function typesOfWords(text: string, spans: readonly Span[]): string[] {
  return Array.from(text.matchAll(token), ({ index, 0: word }) => {
    const span = spans.find((one) => one.start < index + word.length && index < one.end);
    return span ? broad(span.type) : '';
  });
}

/** Words in spans of any type: is personal data seen at all? As presidio-research's `pii_f`. */
export function countWords(one: Labelled, found: readonly Span[], counts: Counts, typed: boolean): void {
  const gold = typesOfWords(one.text, one.spans);
  const seen = typesOfWords(one.text, found);
  gold.forEach((type, i) => {
    const own = seen[i]!;
    if (type === '' && own === '') return;
    if (type !== '' && own !== '' && (!typed || type === own)) counts.tp++;
    else {
      if (type !== '') counts.fn++;
      if (own !== '') counts.fp++;
    }
  });
}

function shared(a: Span, b: Span): number {
  const both = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  return both <= 0 ? 0 : both / (Math.max(a.end, b.end) - Math.min(a.start, b.start));
}

/** Spans of the same type that share at least `overlap` of what either covers. */
export function countSpans(
  one: Labelled,
  seen: readonly Span[],
  counts: Record<string, Counts>,
  overlap: number,
): void {
  const used = new Set<Span>();
  const found = joined(one.text, seen);
  for (const gold of joined(one.text, one.spans)) {
    const match = found.find(
      (span) => !used.has(span) && broad(span.type) === broad(gold.type) && shared(span, gold) >= overlap,
    );
    const own = (counts[broad(gold.type)] ??= { tp: 0, fp: 0, fn: 0 });
    if (match) {
      used.add(match);
      own.tp++;
    } else own.fn++;
  }
  for (const span of found) if (!used.has(span)) (counts[broad(span.type)] ??= { tp: 0, fp: 0, fn: 0 }).fp++;
}
