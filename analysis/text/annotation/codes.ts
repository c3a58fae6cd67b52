import { AssayError } from '../../../domain/errors';
import type { Posts } from '../../../domain/method';
import type { ReliabilityTable } from './krippendorff';

/** What each coder said of each unit: `code[coder][unit]` is the place of the value in `values`, −1 where it is missing. */
export interface Codes {
  readonly units: readonly string[];
  readonly coders: readonly string[];
  /** In the order of the level: by number, as stated, or by name. */
  readonly values: readonly string[];
  /** The values as numbers; null where one is not a number. */
  readonly numeric: readonly number[] | null;
  readonly code: readonly Int32Array[];
}

export interface CodeColumns {
  readonly unit: string;
  readonly coder: string;
  readonly value: string;
  /** Columns of one coder each; then `coder` and `value` are not read. */
  readonly coders: readonly string[];
  readonly missing: readonly string[];
  /** Values from lowest to highest, where they are no numbers. */
  readonly order: readonly string[];
}

const coderName = /^(coder|rater|annotator|judge|observer)/i;

function column(posts: Posts, name: string): readonly (string | null)[] | undefined {
  if (name === 'platform') return posts.platform;
  if (name === 'language') return posts.language;
  return posts.attributes[name];
}

/** Reads codes from rows of (unit, coder, value), or from one column for each coder. */
export function readCodes(posts: Posts, columns: CodeColumns): Codes {
  const missing = new Set(columns.missing);
  const unitColumn = column(posts, columns.unit);
  const long = columns.coders.length === 0 && column(posts, columns.value) && column(posts, columns.coder);
  const names =
    columns.coders.length > 0 ? columns.coders : Object.keys(posts.attributes).filter((name) => coderName.test(name));
  const cells: Cell[] = [];
  if (long) {
    const coder = column(posts, columns.coder)!;
    const value = column(posts, columns.value)!;
    if (!unitColumn) throw noColumn(posts, `a column ${columns.unit} that names the unit`);
    for (let i = 0; i < posts.count; i++)
      cells.push({ row: i, unit: unitColumn[i] ?? '', coder: coder[i] ?? '', value: (value[i] ?? '').trim() });
  } else {
    if (names.length < 2) throw noColumn(posts, 'columns unit, coder and value, or one column for each of two coders');
    for (const name of names) {
      const value = column(posts, name);
      if (!value) throw noColumn(posts, `a column of coder ${name}`);
      for (let i = 0; i < posts.count; i++)
        cells.push({ row: i, unit: unitColumn?.[i] ?? String(i), coder: name, value: (value[i] ?? '').trim() });
    }
  }
  return assemble(cells, missing, columns.order);
}

function noColumn(posts: Posts, expected: string): AssayError {
  return new AssayError(
    'ASSAY_METHOD_INPUT',
    `text/annotate: ${expected}, found ${Object.keys(posts.attributes).slice(0, 20).join(', ') || 'none'}`,
  );
}

interface Cell {
  readonly row: number;
  readonly unit: string;
  readonly coder: string;
  readonly value: string;
}

function assemble(cells: readonly Cell[], missing: ReadonlySet<string>, order: readonly string[]): Codes {
  const units = new Map<string, number>();
  const coders = new Map<string, number>();
  const values = new Set<string>();
  for (const { unit, coder, value } of cells) {
    if (!units.has(unit)) units.set(unit, units.size);
    if (!coders.has(coder)) coders.set(coder, coders.size);
    if (!missing.has(value)) values.add(value);
  }
  const { sorted, numeric, place } = orderedValues([...values], order);
  const code = Array.from(coders, () => new Int32Array(units.size).fill(-1));
  const twice: number[] = [];
  for (const { row: line, unit, coder, value } of cells) {
    if (missing.has(value)) continue;
    const row = code[coders.get(coder)!]!;
    const at = units.get(unit)!;
    if (row[at]! >= 0) twice.push(line);
    row[at] = place.get(value)!;
  }
  if (twice.length > 0)
    throw new AssayError(
      'ASSAY_METHOD_INPUT',
      `text/annotate: one code from each coder for each unit, found ${twice.length} given twice, the first in row ${twice[0]}`,
    );
  return { units: [...units.keys()], coders: [...coders.keys()], values: sorted, numeric, code };
}

interface OrderedValues {
  readonly sorted: readonly string[];
  readonly numeric: readonly number[] | null;
  /** Of each value as written, its place in `sorted`. */
  readonly place: ReadonlyMap<string, number>;
}

/**
 * Values as stated, by number, or by name. Where all are numbers, "1", "1.0" and "01" are one, under the shortest of its spellings: tools
 * that keep numbers write a coder's column with gaps as 1.0, and one without as 1.
 */
export function orderedValues(values: readonly string[], order: readonly string[]): OrderedValues {
  const byPlace = (sorted: readonly string[]): OrderedValues => ({
    sorted,
    numeric: null,
    place: new Map(sorted.map((value, k) => [value, k])),
  });
  if (order.length > 0) {
    const unknown = values.filter((value) => !order.includes(value));
    if (unknown.length > 0)
      throw new AssayError(
        'ASSAY_METHOD_PARAMETERS',
        `text/annotate, parameter order: every value that occurs, found ${unknown.length} not in it`,
      );
    return byPlace(order);
  }
  const numbers = values.map((value) => (value === '' ? Number.NaN : Number(value)));
  if (numbers.some((one) => !Number.isFinite(one))) return byPlace([...values].sort());
  const numeric = [...new Set(numbers)].sort((a, b) => a - b);
  const at = new Map(numeric.map((number, k) => [number, k]));
  const sorted = new Array<string>(numeric.length);
  values.forEach((value, k) => {
    const known = sorted[at.get(numbers[k]!)!];
    if (known === undefined || value.length < known.length || (value.length === known.length && value < known))
      sorted[at.get(numbers[k]!)!] = value;
  });
  return { sorted, numeric, place: new Map(values.map((value, k) => [value, at.get(numbers[k]!)!])) };
}

export function reliabilityTable(codes: Codes): ReliabilityTable {
  const counts = codes.units.map(() => new Float64Array(codes.values.length));
  for (const row of codes.code) row.forEach((value, unit) => value >= 0 && counts[unit]![value]!++);
  return { counts, values: codes.numeric ?? codes.values.map((_, k) => k) };
}
