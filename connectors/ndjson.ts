import { createInterface } from 'node:readline';
import type { Row } from './row';
import { textStream } from './text-stream';

/** One JSON object a line; empty lines are skipped, lines that are no JSON object are broken. */
export async function* readNdjson(file: string): AsyncGenerator<Row> {
  let line = 0;
  for await (const text of createInterface({
    input: textStream(file),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    line++;
    if (text.trim() === '') continue;
    try {
      const values: unknown = JSON.parse(text);
      yield typeof values === 'object' && values !== null && !Array.isArray(values)
        ? { line, values: values as Record<string, unknown> }
        : { line, broken: true };
    } catch {
      yield { line, broken: true };
    }
  }
}
