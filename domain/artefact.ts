import type { Json, JsonObject } from './json';

/** A content-addressed file: its digest is its name. */
export interface ArtefactRef {
  readonly sha256: string;
  readonly kind: ArtefactKind;
  readonly bytes: number;
}

/**
 * What an artefact is about. `rows` says what one row of its columns stands for:
 * a post in snapshot order, a node of a graph, or something of its own.
 */
export const artefactKinds = {
  'post-table': { rows: 'post', meaning: 'a value or a few for each post, in snapshot order' },
  people: { rows: 'post', meaning: 'the author of each post as an ordinal of the snapshot' },
  interactions: { rows: 'row', meaning: 'who addressed whom, and which tags a post carries' },
  terms: { rows: 'row', meaning: 'a sparse post–term matrix as row, term, value' },
  graph: { rows: 'row', meaning: 'weighted edges between nodes' },
  'node-labels': { rows: 'node', meaning: 'what is known of each node of a graph, in node order' },
  'node-measure': { rows: 'node', meaning: 'a value for each node of a graph' },
  series: { rows: 'row', meaning: 'values at regular times, by group' },
  table: { rows: 'row', meaning: 'a table of its own' },
  model: { rows: 'row', meaning: 'a trained model' },
  document: { rows: 'none', meaning: 'a JSON document' },
  file: { rows: 'none', meaning: 'a finished file: report, export, card' },
} as const;
export type ArtefactKind = keyof typeof artefactKinds;

/** A column: numbers as typed arrays, text as strings. NaN and null mean missing. */
export type Column = Float64Array | Int32Array | Uint8Array | Int8Array | readonly (string | null)[];

/** An artefact in memory. Columns have equal length; `about` is small. */
export interface Artefact {
  readonly kind: ArtefactKind;
  readonly columns: Readonly<Record<string, Column>>;
  readonly about: JsonObject;
}

/** Builds an artefact that is a document only. */
export function documentOf(about: JsonObject): Artefact {
  return { kind: 'document', columns: {}, about };
}

export function numbers(artefact: Artefact, name: string): Exclude<Column, readonly (string | null)[]> {
  const column = artefact.columns[name];
  if (column === undefined || Array.isArray(column)) throw new TypeError(`no numeric column: ${name}`);
  return column as Exclude<Column, readonly (string | null)[]>;
}

export function strings(artefact: Artefact, name: string): readonly (string | null)[] {
  const column = artefact.columns[name];
  if (!Array.isArray(column)) throw new TypeError(`no text column: ${name}`);
  return column as readonly (string | null)[];
}

export function rowCount(artefact: Artefact): number {
  for (const column of Object.values(artefact.columns)) return column.length;
  return 0;
}

/** A JSON value that a report or a command prints for one cell: missing numbers become null. */
export function cell(column: Column, row: number): Json {
  const value = column[row];
  if (value === undefined || value === null) return null;
  return typeof value === 'number' && !Number.isFinite(value) ? null : value;
}

/** Counts of parts, added leaf by leaf; what is no number is taken from the first part that has it. */
function addCounts(a: Json | undefined, b: Json | undefined): Json | undefined {
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  if (!isObject(a) || !isObject(b)) return a ?? b;
  return Object.fromEntries(
    [...new Set([...Object.keys(a), ...Object.keys(b)])].map((name) => [name, addCounts(a[name], b[name])!]),
  );
}

/** Counts within a summary in order of their names: the order in which parts met them says nothing. */
function inOrder(summary: Json): Json {
  const sorted = (value: Json): Json =>
    isObject(value)
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([name, one]) => [name, sorted(one)]),
        )
      : value;
  return isObject(summary)
    ? Object.fromEntries(Object.entries(summary).map(([name, one]) => [name, sorted(one)]))
    : summary;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Parts of a method that worked shard by shard, as one artefact in snapshot order. The summary of such a method holds counts, which
 * are added.
 */
export function joinParts(parts: readonly Artefact[]): Artefact {
  const [first] = parts;
  if (!first) throw new TypeError('no parts to join');
  const columns: Record<string, Column> = {};
  for (const name of Object.keys(first.columns)) {
    const pieces = parts.map((part) => part.columns[name]!);
    if (pieces.length === 1) columns[name] = pieces[0]!;
    else if (Array.isArray(pieces[0])) columns[name] = (pieces as (string | null)[][]).flat();
    else {
      const typed = pieces as Float64Array[];
      const whole = new (typed[0]!.constructor as Float64ArrayConstructor)(
        typed.reduce((sum, piece) => sum + piece.length, 0),
      );
      let at = 0;
      for (const piece of typed) {
        whole.set(piece, at);
        at += piece.length;
      }
      columns[name] = whole;
    }
  }
  const summary = parts.map((part) => part.about.summary).reduce<Json | undefined>(addCounts, undefined);
  return {
    kind: first.kind,
    columns,
    about: summary === undefined ? first.about : { ...first.about, summary: inOrder(summary) },
  };
}
