/** A row of a file with its line, or the fact that the row does not parse. */
export type Row =
  | { readonly line: number; readonly values: Readonly<Record<string, unknown>> }
  | { readonly line: number; readonly broken: true };

/** Reads a file as rows, streamed, as many at a time as a piece of it holds: memory does not grow with the file. */
export type RowReader = (file: string) => AsyncGenerator<readonly Row[]>;

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The row of a value read from JSON: broken where it is no object. */
export function rowOf(value: unknown, line: number): Row {
  return isRecord(value) ? { line, values: value } : { line, broken: true };
}
