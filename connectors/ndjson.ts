import { type Row, rowOf } from './row';
import { textStream } from './text-stream';

const lineEnd = /\r\n|\n|\r/;

function parsedRow(text: string, line: number): Row {
  try {
    return rowOf(JSON.parse(text), line);
  } catch {
    return { line, broken: true };
  }
}

/** One JSON object a line; empty lines are skipped, lines that are no JSON object are broken. */
export async function* readNdjson(file: string): AsyncGenerator<readonly Row[]> {
  let line = 0;
  const rowsOf = (lines: readonly string[]): Row[] =>
    lines.flatMap((text) => {
      line++;
      return text.trim() === '' ? [] : parsedRow(text, line);
    });
  let rest = '';
  for await (const piece of textStream(file)) {
    rest += piece;
    if (!lineEnd.test(piece)) continue;
    // A line feed that belongs to a carriage return may still come.
    const known = rest.endsWith('\r') ? rest.length - 1 : rest.length;
    const lines = rest.slice(0, known).split(lineEnd);
    rest = lines.pop()! + rest.slice(known);
    yield rowsOf(lines);
  }
  yield rowsOf([rest]);
}
