import { AssayError } from '../domain/errors';
import { readNdjson } from './ndjson';
import { isRecord, type Row, rowOf } from './row';
import { textStream } from './text-stream';

/** Names under which exports wrap their one list. */
const wrappers = ['data', 'items', 'posts', 'records', 'results', 'rows', 'statuses', 'tweets'];

/** The list of records in a document: itself, the list that it wraps, or the document as the only record. */
function listIn(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (!isRecord(value)) return undefined;
  const wrapped = wrappers.map((name) => value[name]).find((one) => Array.isArray(one) && one.every(isRecord));
  return (wrapped as unknown[] | undefined) ?? [value];
}

/** Where the parser stopped, as far as it says; its own message would quote what stands there, which may be personal. */
function placeOf({ message }: SyntaxError, text: string): string {
  const at = message.includes('end of JSON') ? text.length : Number(/position (\d+)/.exec(message)?.[1]);
  if (Number.isNaN(at)) return '';
  const lines = text.slice(0, at).split('\n');
  return ` at line ${lines.length}, character ${lines.at(-1)!.length + 1}`;
}

/**
 * A `.json` file: a list of objects, an object that wraps one, or one object a line, which many exports name so too. The line of a row
 * is its place in the list. Memory grows with the file, unlike one object a line.
 *
 * @throws AssayError ASSAY_FILE_UNREADABLE where the file is none of these
 */
export async function* readJson(file: string): AsyncGenerator<readonly Row[]> {
  const pieces: string[] = [];
  for await (const piece of textStream(file)) pieces.push(piece);
  const text = pieces.join('');
  if (text.trim() === '') return;
  let list: readonly unknown[] | undefined;
  let found = 'something else';
  try {
    list = listIn(JSON.parse(text));
  } catch (error) {
    // A list that does not parse has no row to save; anything else may be objects on lines.
    if (text.trimStart().startsWith('{')) return yield* readNdjson(file);
    found = `no JSON${placeOf(error as SyntaxError, text)}`;
  }
  if (!list)
    throw new AssayError('ASSAY_FILE_UNREADABLE', `${file}: a list of JSON objects was expected, found ${found}`);
  yield list.map((value, i) => rowOf(value, i + 1));
}
