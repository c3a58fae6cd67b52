import {
  DataType,
  Field,
  makeData,
  makeVector,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableFromIPC,
  tableToIPC,
  Utf8,
  type Vector,
  vectorFromArray,
} from 'apache-arrow';
import type { Artefact, ArtefactKind, Column } from '../domain/artefact';
import type { JsonObject } from '../domain/json';
import { stableJson } from './digest';

/** Key of the schema's metadata under which the JSON part of an artefact stands. */
const aboutKey = 'assay';

/**
 * An artefact as bytes, the same for the same content: an Arrow IPC file where there are columns (R, pandas, DuckDB and polars open
 * it), else JSON with sorted keys; a `file` is its own text.
 */
export function encodeArtefact(artefact: Artefact): Uint8Array {
  if (artefact.kind === 'file') return Buffer.from(String(artefact.about.content));
  const names = Object.keys(artefact.columns);
  const about = stableJson({ kind: artefact.kind, about: artefact.about });
  if (names.length === 0) return Buffer.from(about);
  const vectors = names.map((name) => toVector(artefact.columns[name]!));
  // Plain Utf8, never a dictionary: Arrow numbers dictionaries by a counter of the process, and bytes would differ.
  const fields = names.map((name, i) => new Field(name, vectors[i]!.type, Array.isArray(artefact.columns[name])));
  const schema = new Schema(fields, new Map([[aboutKey, about]]));
  const length = vectors[0]!.length;
  const batch = new RecordBatch(
    schema as Schema,
    makeData({ type: new Struct(fields), length, nullCount: 0, children: vectors.map((vector) => vector.data[0]!) }),
  );
  return tableToIPC(new Table(schema as Schema, [batch]), 'file');
}

function toVector(column: Column): Vector {
  if (ArrayBuffer.isView(column)) return makeVector(column as Float64Array) as Vector;
  return vectorFromArray(column, new Utf8());
}

export function decodeArtefact(kind: ArtefactKind, bytes: Uint8Array): Artefact {
  if (kind === 'file') return { kind, columns: {}, about: { content: Buffer.from(bytes).toString('utf8') } };
  if (bytes[0] === 123) {
    const { about } = JSON.parse(Buffer.from(bytes).toString('utf8')) as { about: JsonObject };
    return { kind, columns: {}, about };
  }
  const table = tableFromIPC(bytes);
  const { about } = JSON.parse(table.schema.metadata.get(aboutKey) ?? '{"about":{}}') as { about: JsonObject };
  const columns: Record<string, Column> = {};
  for (const field of table.schema.fields) {
    const vector = table.getChild(field.name)!;
    if (DataType.isUtf8(field.type)) {
      columns[field.name] = vector.toJSON() as (string | null)[];
      continue;
    }
    // Copies: an Arrow view would keep the whole file in memory and may start at an odd offset.
    const array = vector.toArray() as Exclude<Column, readonly (string | null)[]>;
    columns[field.name] = array.slice();
  }
  return { kind, columns, about };
}
