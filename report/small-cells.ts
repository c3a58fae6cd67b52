import type { Artefact } from '../domain/artefact';
import type { Json } from '../domain/json';
import { protectCells } from '../governance/disclosure';
import type { TableData } from './table';

/** What a report may tell of few people. */
export interface CellRule {
  /** Cells of fewer people are held back. */
  readonly minimum: number;
  /** The author of each post, below 0 where unknown; absent where posts are all that is known of a cell. */
  readonly author?: ArrayLike<number>;
}

/** A cell of a figure: its keys, and how many people, or else posts, stand behind it; NaN where that is not known. */
export interface FigureCell {
  readonly keys: readonly string[];
  readonly people: number;
}

/** A count of people or of their posts, or that it is under the minimum. Nobody is nobody. */
export function countShown(count: number, { minimum }: CellRule): Json {
  return count > 0 && count < minimum ? `< ${minimum}` : count;
}

/**
 * What stands in place of each cell, null where it may be shown: by the rule of releases, so that a cell of few people goes, and with it
 * the next smallest of its line where the total would give it away. A cell of nobody shows nobody.
 */
export function heldBack(cells: readonly FigureCell[], { minimum }: CellRule): (string | null)[] {
  const counted = cells.flatMap((cell, at) => (cell.people > 0 ? [{ ...cell, at }] : []));
  const held = new Array<string | null>(cells.length).fill(null);
  const released = protectCells(
    counted.map(({ keys, people }) => ({ keys, people, posts: people, topShare: 0, means: {} })),
    minimum,
    1,
  );
  released.forEach(({ suppressed }, i) => {
    if (suppressed) held[counted[i]!.at] = suppressed === 'small' ? `< ${minimum}` : 'held back';
  });
  return held;
}

/** Whom a row of a table is about: its people, else its posts or nodes, which are at least as many; NaN where no column says. */
export function peopleOfRows({ columns }: Artefact, rows: number): Float64Array {
  const of = (name: string): ArrayLike<number> | null => {
    const column = columns[name];
    return column === undefined || Array.isArray(column) ? null : (column as Float64Array);
  };
  const [people, posts] = [of('people'), of('posts') ?? of('nodes')];
  return Float64Array.from({ length: rows }, (_, row) => {
    const known = people?.[row] ?? Number.NaN;
    return Number.isNaN(known) ? (posts?.[row] ?? Number.NaN) : known;
  });
}

/** A table with its held-back rows emptied: counts say why, other numbers are gone. `held` goes by row. */
export function hideRows(table: TableData, held: readonly (string | null)[]): TableData {
  const counts = table.head.map((name) => /^(people|posts|nodes|mentions)$/i.test(name));
  return {
    ...table,
    rows: table.rows.map((row, r) =>
      held[r] ? row.map((value, c) => (counts[c] ? held[r]! : typeof value === 'number' ? null : value)) : row,
    ),
  };
}
