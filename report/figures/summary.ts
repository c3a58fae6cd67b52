import type { Json, JsonObject } from '../../domain/json';
import { type CellRule, countShown } from '../small-cells';
import { formatNumber } from '../svg';
import { inWords, type TableData } from '../table';

/** Values of a list that are written out; of longer ones their number is told. */
const writtenOut = 12;

function isTree(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: Json): Json {
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : value;
}

/** Figures that count people, or posts of people. */
const counts = /^(people|persons|authors|accounts|users|members|nodes|posts|mentions|size|sizes)$/;

/** A summary with its counts of few people held back, however deep they stand. */
function protectedCounts(value: Json, cells: CellRule, name = ''): Json {
  if (typeof value === 'number') return counts.test(name) ? countShown(value, cells) : value;
  if (Array.isArray(value)) return value.map((one: Json) => protectedCounts(one, cells, name));
  if (!isTree(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, protectedCounts(one, cells, key)]));
}

/** An object within a list, in one line; a list of terms with their weights by the terms alone. */
function lineOf(value: Json): string {
  if (Array.isArray(value))
    return value.map((one: Json) => (isTree(one) && typeof one.term === 'string' ? one.term : lineOf(one))).join(', ');
  if (isTree(value))
    return Object.entries(value)
      .map(([name, one]) => `${inWords(name)} ${isTree(one) ? `(${lineOf(one)})` : lineOf(one)}`)
      .join('; ');
  if (value === null) return '–';
  return typeof value === 'number' ? formatNumber(value) : String(shown(value));
}

/** The figures of a summary, one a row, those within others by their path in words. */
function summaryRows(summary: JsonObject, path: readonly string[] = []): [string, Json][] {
  // Why a figure has no value stands beside it, not in rows of its own.
  const reasons = isTree(summary.undefined ?? null) ? (summary.undefined as JsonObject) : {};
  return Object.entries(summary).flatMap(([name, value]): [string, Json][] => {
    if (name === 'undefined' && isTree(value)) return [];
    const here = [...path, inWords(name)];
    if (value === null && typeof reasons[name] === 'string') return [[here.join(' · '), `undefined: ${reasons[name]}`]];
    if (isTree(value)) return summaryRows(value, here);
    if (Array.isArray(value) && value.some((one) => typeof one === 'object' && one !== null))
      return value
        .slice(0, writtenOut)
        .map((one, i): [string, Json] => [[...here, String(i + 1)].join(' · '), lineOf(one as Json)]);
    if (Array.isArray(value) && value.length > writtenOut) return [[here.join(' · '), `${value.length} values`]];
    return [[here.join(' · '), shown(value)]];
  });
}

/** A summary as a table of two columns; lists of objects are numbered, long lists told by their number; few people held back by `cells`. */
export function summaryTable(summary: JsonObject, cells?: CellRule): TableData {
  const shown = cells ? (protectedCounts(summary, cells) as JsonObject) : summary;
  return { head: ['figure', 'value'], rows: summaryRows(shown), more: 0 };
}
