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
  const cells: { unit: string; coder: string; value: string }[] = [];
  if (long) {
    const coder = column(posts, columns.coder)!;
    const value = column(posts, columns.value)!;
    if (!unitColumn) throw noColumn(posts, `a column ${columns.unit} that names the unit`);
    for (let i = 0; i < posts.count; i++)
      cells.push({ unit: unitColumn[i] ?? '', coder: coder[i] ?? '', value: (value[i] ?? '').trim() });
  } else {
    if (names.length < 2) throw noColumn(posts, 'columns unit, coder and value, or one column for each of two coders');
    for (const name of names) {
      const value = column(posts, name);
      if (!value) throw noColumn(posts, `a column of coder ${name}`);
      for (let i = 0; i < posts.count; i++)
        cells.push({ unit: unitColumn?.[i] ?? String(i), coder: name, value: (value[i] ?? '').trim() });
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

function assemble(
  cells: readonly { unit: string; coder: string; value: string }[],
  missing: ReadonlySet<string>,
  order: readonly string[],
): Codes {
  const units = new Map<string, number>();
  const coders = new Map<string, number>();
  const values = new Set<string>();
  for (const { unit, coder, value } of cells) {
    if (!units.has(unit)) units.set(unit, units.size);
    if (!coders.has(coder)) coders.set(coder, coders.size);
    if (!missing.has(value)) values.add(value);
  }
  const { sorted, numeric } = inOrder([...values], order);
  const place = new Map(sorted.map((value, k) => [value, k]));
  const code = Array.from(coders, () => new Int32Array(units.size).fill(-1));
  let twice = 0;
  for (const { unit, coder, value } of cells) {
    if (missing.has(value)) continue;
    const row = code[coders.get(coder)!]!;
    const at = units.get(unit)!;
    if (row[at]! >= 0) twice++;
    row[at] = place.get(value)!;
  }
  if (twice > 0)
    throw new AssayError(
      'ASSAY_METHOD_INPUT',
      `text/annotate: one code from each coder for each unit, found ${twice} given twice`,
    );
  return { units: [...units.keys()], coders: [...coders.keys()], values: sorted, numeric, code };
}

/** "1", "1.0" and "01" are one number but three names: where all are numbers, they are put in order and counted as written. */
function inOrder(values: string[], order: readonly string[]): { sorted: string[]; numeric: number[] | null } {
  if (order.length > 0) {
    const unknown = values.filter((value) => !order.includes(value));
    if (unknown.length > 0)
      throw new AssayError(
        'ASSAY_METHOD_PARAMETERS',
        `text/annotate, parameter order: every value that occurs, found ${unknown.length} not in it`,
      );
    return { sorted: [...order], numeric: null };
  }
  const numbers = values.map((value) => (value === '' ? Number.NaN : Number(value)));
  if (numbers.some((one) => !Number.isFinite(one))) return { sorted: values.sort(), numeric: null };
  const sorted = values.map((value, k) => ({ value, number: numbers[k]! }));
  sorted.sort((a, b) => a.number - b.number || (a.value < b.value ? -1 : 1));
  return { sorted: sorted.map((one) => one.value), numeric: sorted.map((one) => one.number) };
}

export function reliabilityTable(codes: Codes): ReliabilityTable {
  const counts = codes.units.map(() => new Float64Array(codes.values.length));
  for (const row of codes.code) row.forEach((value, unit) => value >= 0 && counts[unit]![value]!++);
  return { counts, values: codes.numeric ?? codes.values.map((_, k) => k) };
}
