import type { Row } from './row';
import { textStream } from './text-stream';

/** Longest record; a quote that is never closed is given up after so many characters. */
const longestRecord = 8_000_000;

type Record_ = { readonly end: number; readonly cells: string[] | null };

/**
 * One record from `at`: its cells, or null where a quote stands where none may; undefined where the text ends before the record does.
 * `newline` is the character that ends a line, `comma` the one between cells.
 */
function readRecord(text: string, at: number, newline: string, comma: string, last: boolean): Record_ | undefined {
  const cells: string[] = [];
  // Reading goes on behind the line in which the record began: a quote that was never closed takes no other line with it.
  const broken = (): Record_ | undefined => {
    const end = text.indexOf(newline, at);
    if (end >= 0) return { end: end + 1, cells: null };
    return last ? { end: text.length, cells: null } : undefined;
  };
  for (let i = at; ; ) {
    let cell = '';
    if (text[i] === '"') {
      let from = i + 1;
      for (;;) {
        const quote = text.indexOf('"', from);
        if (quote < 0) return undefined;
        cell += text.slice(from, quote);
        if (text[quote + 1] !== '"') {
          i = quote + 1;
          break;
        }
        cell += '"';
        from = quote + 2;
      }
      if (i === text.length && !last) return undefined;
      if (text[i] === '\r' && text[i + 1] === '\n') i++;
      else if (text[i] === '\r' && i + 1 === text.length && !last) return undefined;
      if (i < text.length && text[i] !== comma && text[i] !== newline) return broken();
    } else {
      let end = i;
      while (end < text.length && text[end] !== comma && text[end] !== newline) {
        if (text[end] === '"') return broken();
        end++;
      }
      if (end === text.length && !last) return undefined;
      cell = text.slice(i, end);
      if (newline === '\n' && text[end] !== comma && cell.endsWith('\r')) cell = cell.slice(0, -1);
      i = end;
    }
    cells.push(cell);
    if (text[i] !== comma) return { end: Math.min(text.length, i + 1), cells };
    i++;
  }
}

function linesIn(text: string, from: number, to: number, newline: string): number {
  let lines = 0;
  for (let at = text.indexOf(newline, from); at >= 0 && at < to; at = text.indexOf(newline, at + 1)) lines++;
  return lines;
}

/** What stands between the names of a header: a comma where there is one outside quotes, else a tab, a semicolon or a bar. */
function separatorOf(header: string): string {
  const names = header.replace(/"(?:[^"]|"")*"/g, '');
  return [',', '\t', ';', '|'].find((one) => names.includes(one)) ?? ',';
}

/**
 * CSV with a header (RFC 4180; UTF-8 or UTF-16, any line ending; also with tabs, semicolons or bars between the cells), streamed. A row
 * with too few or too many cells or a stray quote is handed on as broken, with its line, and reading goes on at the next line: of the
 * parsers in the registry none does, and no row may be lost silently. A quote that is never closed breaks its line alone.
 */
export async function* readCsv(file: string): AsyncGenerator<readonly Row[]> {
  let rest = '';
  let line = 1;
  let newline = '\n';
  let comma = ',';
  let header: string[] | undefined;
  let first = true;
  /** The rows that a text holds; what is left of it becomes the rest. */
  const take = (text: string, last: boolean): Row[] => {
    const rows: Row[] = [];
    let at = 0;
    while (at < text.length) {
      let record = readRecord(text, at, newline, comma, last);
      if (!record) {
        if (!last && text.length - at <= longestRecord) break;
        // Unclosed: only this line is given up, what follows is read as rows again.
        const end = text.indexOf(newline, at);
        record = { end: end < 0 ? text.length : end + 1, cells: null };
      }
      const { cells } = record;
      const empty = cells?.length === 1 && cells[0]!.trim() === '';
      if (!empty) {
        if (!header) header = (cells ?? []).map((name) => name.trim());
        else if (!cells || cells.length !== header.length) rows.push({ line, broken: true });
        else rows.push({ line, values: Object.fromEntries(header.map((name, i) => [name, cells[i]!])) });
      }
      line += linesIn(text, at, record.end, newline);
      at = record.end;
    }
    rest = text.slice(at);
    return rows;
  };
  for await (const chunk of textStream(file)) {
    if (first) {
      first = false;
      rest = chunk;
      // Old Mac files end lines with a carriage return alone.
      if (/^[^\r\n]*\r(?!\n|$)/.test(rest)) newline = '\r';
      comma = separatorOf(rest.split(newline, 1)[0]!);
    } else rest += chunk;
    yield take(rest, false);
  }
  yield take(rest, true);
}
