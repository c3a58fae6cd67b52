import { type Artefact, cell, rowCount } from '../domain/artefact';
import type { Json } from '../domain/json';
import { escapeHtml, formatNumber } from './svg';

export interface TableData {
  readonly head: readonly string[];
  readonly rows: readonly (readonly Json[])[];
  /** Rows that are not shown. */
  readonly more: number;
}

const day = 86_400_000;

/** Times as dates, to the minute unless all are whole days, in UTC. */
function dates(times: ArrayLike<number>): (time: number) => string {
  const length = Array.from(times).every((time) => Number.isNaN(time) || time % day === 0) ? 10 : 16;
  return (time) => new Date(time).toISOString().slice(0, length).replace('T', ' ');
}

/** Rows of an artefact's columns for people, at most `most`; a `time` column as dates. */
export function tableOf(artefact: Artefact, most: number, names = Object.keys(artefact.columns)): TableData {
  const total = rowCount(artefact);
  const time = artefact.columns.time;
  const dateOf = dates(time === undefined || Array.isArray(time) ? [] : (time as Float64Array));
  const rows = Array.from({ length: Math.min(most, total) }, (_, row) =>
    names.map((name) => {
      const value = cell(artefact.columns[name]!, row);
      return name === 'time' && typeof value === 'number' ? dateOf(value) : value;
    }),
  );
  return { head: names, rows, more: total - rows.length };
}

/** A name of code in words: `degreeAssortativity` is "degree assortativity", `p_negative` "p negative"; abbreviations stay whole. */
export function inWords(name: string): string {
  return name
    .replaceAll('_', ' ')
    .replace(/([a-z\d])([A-Z])(?=[a-z])/g, (_, before: string, letter: string) => `${before} ${letter.toLowerCase()}`);
}

function cellText(value: Json): string {
  if (value === null) return '–';
  if (typeof value === 'number') return formatNumber(value);
  if (Array.isArray(value)) return value.map(cellText).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

export function tableHtml(data: TableData, caption: string): string {
  const numeric = data.head.map((_, column) =>
    data.rows.every(
      (row) =>
        row[column] === null || typeof row[column] === 'number' || /^< \d+$|^held back$/.test(String(row[column])),
    ),
  );
  const head = data.head
    .map((name, i) => `<th scope="col"${numeric[i] ? ' class="n"' : ''}>${escapeHtml(inWords(name))}</th>`)
    .join('');
  const body = data.rows
    .map(
      (row) =>
        `<tr>${row.map((value, i) => `<td${numeric[i] ? ' class="n"' : ''}>${escapeHtml(cellText(value))}</td>`).join('')}</tr>`,
    )
    .join('\n');
  const more = data.more > 0 ? `<p class="small">${formatNumber(data.more)} more rows in the exported file</p>` : '';
  return `<div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(caption)}"><table><caption>${escapeHtml(caption)}</caption><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table></div>${more}`;
}
