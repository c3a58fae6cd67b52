/** A stretch of a normalised text and the stretch of the original that it stands for: [start, end, original start, original end]. */
export type Segment = readonly [number, number, number, number];

export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * A text that is edited step by step and knows for each of its UTF-16 units which units of the original it stands for. Texts that no
 * step changes carry nothing.
 */
export class MappedText {
  text: string;
  readonly #length: number;
  /** First original unit of each unit, and the one after its last; undefined while nothing has changed. */
  #from: Int32Array | undefined;
  #to: Int32Array | undefined;

  constructor(original: string) {
    this.text = original;
    this.#length = original.length;
  }

  /** Applies edits, which come in order and do not overlap. O(length). */
  edit(edits: readonly Edit[]): void {
    if (edits.length === 0) return;
    const { text } = this;
    const oldFrom = this.#from;
    const oldTo = this.#to;
    const pieces: string[] = [];
    let size = text.length;
    for (const one of edits) size += one.text.length - (one.end - one.start);
    const from = new Int32Array(size);
    const to = new Int32Array(size);
    let at = 0;
    let done = 0;
    const keep = (end: number): void => {
      pieces.push(text.slice(done, end));
      for (; done < end; done++, at++) {
        from[at] = oldFrom ? oldFrom[done]! : done;
        to[at] = oldTo ? oldTo[done]! : done + 1;
      }
    };
    for (const one of edits) {
      keep(one.start);
      const begin = oldFrom ? (oldFrom[one.start] ?? this.#length) : one.start;
      const end = one.end === one.start ? begin : oldTo ? oldTo[one.end - 1]! : one.end;
      pieces.push(one.text);
      for (let k = 0; k < one.text.length; k++, at++) {
        from[at] = begin;
        to[at] = end;
      }
      done = one.end;
    }
    keep(text.length);
    this.text = pieces.join('');
    this.#from = from;
    this.#to = to;
  }

  /** Replaces what a pattern (with the flag g) finds. O(length) where the pattern is linear. */
  replace(pattern: RegExp, replacement: (found: string) => string): void {
    const edits: Edit[] = [];
    for (const match of this.text.matchAll(pattern)) {
      const text = replacement(match[0]);
      if (text !== match[0]) edits.push({ start: match.index, end: match.index + match[0].length, text });
    }
    this.edit(edits);
  }

  /**
   * The segments, in order: where both lengths are equal, unit stands for unit, else the whole stands for the whole. Originals that
   * were dropped lie between segments; two may overlap where a replacement was edited again.
   */
  segments(): Segment[] {
    const { text } = this;
    const from = this.#from;
    const to = this.#to;
    if (!from || !to) return text.length === 0 ? [] : [[0, text.length, 0, text.length]];
    const found: Segment[] = [];
    let start = 0;
    while (start < text.length) {
      let end = start + 1;
      if (to[start]! - from[start]! === 1 && (end === text.length || from[end] !== from[start])) {
        while (
          end < text.length &&
          from[end] === to[end - 1] &&
          to[end]! - from[end]! === 1 &&
          from[end + 1] !== from[end]
        )
          end++;
      } else while (end < text.length && from[end] === from[start] && to[end] === to[start]) end++;
      found.push([start, end, from[start]!, to[end - 1]!]);
      start = end;
    }
    return found;
  }
}
