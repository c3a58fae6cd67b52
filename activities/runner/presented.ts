import { type Artefact, artefactKinds, type Column, rowCount } from '../../domain/artefact';
import type { Json } from '../../domain/json';
import type { NodeNames } from './edges/node-names';

/** Columns that hold the number of a node, and are shown with its name. */
const nodeColumns = new Set(['node', 'source', 'target', 'bridgeTo']);
/** Characters of one piece of output. */
const pieceLength = 1 << 16;

/**
 * An artefact for a program's reader: posts as `rows` in input order, nodes as `nodes` with their names, the rest as it is. Rows are
 * written one at a time, so that a million of them need no more memory than one.
 */
export class Presented {
  readonly #artefact: Artefact;
  readonly #names: NodeNames | undefined;

  constructor(artefact: Artefact, names?: NodeNames) {
    this.#artefact = artefact;
    this.#names = names;
  }

  /** For `JSON.stringify`, and for readers of small results. */
  toJSON(): Json {
    return JSON.parse([...this.pieces()].join('')) as Json;
  }

  /** What it says with its first rows alone. */
  first(rows: number): Presented {
    const columns = Object.entries(this.#artefact.columns).map(([name, column]) => [name, column.slice(0, rows)]);
    return new Presented(
      { ...this.#artefact, columns: Object.fromEntries(columns) as Artefact['columns'] },
      this.#names,
    );
  }

  get rows(): number {
    return rowCount(this.#artefact);
  }

  /** The same as JSON text in pieces. */
  *pieces(): Generator<string> {
    const { json: _json, ...about } = this.#artefact.about as Record<string, Json>;
    const head = JSON.stringify(about);
    if (Object.keys(this.#artefact.columns).length === 0) {
      yield head;
      return;
    }
    const comma = Object.keys(about).length > 0 ? ',' : '';
    yield `${head.slice(0, -1)}${comma}"${this.#ofNodes ? 'nodes' : 'rows'}":[`;
    yield* this.#rowPieces();
    yield ']}';
  }

  get #ofNodes(): boolean {
    return artefactKinds[this.#artefact.kind].rows === 'node';
  }

  *#rowPieces(): Generator<string> {
    const cells = Object.entries(this.#artefact.columns).map(([name, column]) => this.#writer(name, column));
    const rows = rowCount(this.#artefact);
    let piece = '';
    for (let row = 0; row < rows; row++) {
      piece += row > 0 ? ',{' : '{';
      for (let i = 0; i < cells.length; i++) piece += cells[i]!(row);
      piece += '}';
      if (piece.length < pieceLength) continue;
      yield piece;
      piece = '';
    }
    yield piece;
  }

  /** Writes `"name":value` of one row, with a comma before all but the first column. */
  #writer(name: string, column: Column): (row: number) => string {
    const first = Object.keys(this.#artefact.columns)[0] === name;
    const key = `${first ? '' : ','}${JSON.stringify(this.#ofNodes && name === 'node' ? 'id' : name)}:`;
    const names = this.#names;
    const jsonCells = new Set((this.#artefact.about.json as readonly string[] | undefined) ?? []);
    if (jsonCells.has(name)) return (row) => `${key}${column[row] ?? 'null'}`;
    if (names && nodeColumns.has(name) && !Array.isArray(column))
      return (row) => {
        const node = column[row] as number;
        if (!(node >= 0)) return `${key}null`;
        // A node that a method made has no name but its number.
        return `${key}${node < names.count ? JSON.stringify(names.name(node)) : node}`;
      };
    if (Array.isArray(column)) return (row) => `${key}${JSON.stringify(column[row] ?? null)}`;
    return (row) => {
      const value = column[row] as number;
      return Number.isFinite(value) ? `${key}${value}` : `${key}null`;
    };
  }
}
