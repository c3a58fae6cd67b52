/** A row of a file with its line, or the fact that the row does not parse. */
export type Row =
  | { readonly line: number; readonly values: Readonly<Record<string, unknown>> }
  | { readonly line: number; readonly broken: true };

/** Reads a file as rows, streamed, as many at a time as a piece of it holds: memory does not grow with the file. */
export type RowReader = (file: string) => AsyncGenerator<readonly Row[]>;
