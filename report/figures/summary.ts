import type { Json, JsonObject } from '../../domain/json';
import type { TableData } from '../table';

/** Values of a list that are written out; of longer ones their number is told. */
const writtenOut = 12;

function isTree(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The figures of a summary, one a row, those within others by their path. */
export function summaryRows(summary: JsonObject, path: readonly string[] = []): [string, Json][] {
  return Object.entries(summary).flatMap(([name, value]): [string, Json][] => {
    const here = [...path, name];
    if (isTree(value)) return summaryRows(value, here);
    if (Array.isArray(value) && value.some((one) => typeof one === 'object' && one !== null))
      return value
        .slice(0, writtenOut)
        .flatMap((one, i): [string, Json][] =>
          isTree(one as Json)
            ? summaryRows(one as JsonObject, [...here, String(i + 1)])
            : [[here.join(', '), one as Json]],
        );
    if (Array.isArray(value) && value.length > writtenOut) return [[here.join(', '), `${value.length} values`]];
    return [[here.join(', '), value]];
  });
}

export function summaryTable(summary: JsonObject): TableData {
  return { head: ['figure', 'value'], rows: summaryRows(summary), more: 0 };
}
