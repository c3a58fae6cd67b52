import { type Artefact, cell, numbers, rowCount } from '../domain/artefact';

/** RFC 4180, with a spreadsheet's formula characters made harmless: a cell that begins with one gets a leading apostrophe. */
/**
 * An artefact's columns as CSV (RFC 4180), for R and pandas: times as ISO 8601 in UTC, and before the columns of posts their number in
 * the snapshot, `post`, by which files of one run are joined.
 */
export function csvOf(artefact: Artefact): string {
  const names = Object.keys(artefact.columns);
  const numbered = artefact.kind === 'post-table' && !names.includes('post');
  const quote = (value: unknown): string => {
    if (value === null || value === undefined) return '';
    // A spreadsheet would take these for a formula.
    const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const written = (name: string, row: number): string => {
    const value = cell(artefact.columns[name]!, row);
    return quote(name === 'time' && typeof value === 'number' ? new Date(value).toISOString() : value);
  };
  const lines = [[...(numbered ? ['post'] : []), ...names.map(quote)].join(',')];
  for (let row = 0; row < rowCount(artefact); row++)
    lines.push([...(numbered ? [row] : []), ...names.map((name) => written(name, row))].join(','));
  return `${lines.join('\r\n')}\r\n`;
}

/** Values of nodes to write beside a graph: by node number. */
export function nodeValues(artefact: Artefact): Map<number, number> {
  const node = numbers(artefact, 'node');
  const value = numbers(artefact, 'value');
  return new Map(Array.from(node, (one, i) => [one, value[i]!]));
}
