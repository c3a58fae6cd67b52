/** What a field of a line holds. */
export const roles = { ignored: 0, source: 1, target: 2, weight: 3, sign: 4, time: 5 } as const;

const byName: Readonly<Record<string, number>> = {
  source: roles.source,
  from: roles.source,
  src: roles.source,
  target: roles.target,
  to: roles.target,
  dst: roles.target,
  weight: roles.weight,
  sign: roles.sign,
  time: roles.time,
  timestamp: roles.time,
};

/** Where the fields of each line are. */
export interface Layout {
  /** The byte between fields; 0 for any white space. */
  readonly separator: number;
  readonly fields: readonly number[];
  /** The first line names the columns and holds no edge. */
  readonly header: boolean;
}

function separatorOf(line: string, csv: boolean): number {
  if (line.includes(',')) return csv || !/\s/.test(line.trim()) ? 44 : 0;
  if (csv && line.includes(';')) return 59;
  return csv && line.includes('\t') ? 9 : 0;
}

/**
 * The layout that the first line tells: a header names the columns, in any order; without one they are source, target, weight, time.
 * Only a line with both a source and a target is a header: a list that begins with an edge keeps it.
 */
export function layoutOf(line: string, csv: boolean): Layout {
  const separator = separatorOf(line, csv);
  const cells = separator === 0 ? line.trim().split(/\s+/) : line.split(String.fromCharCode(separator));
  const fields = cells.map(
    (one) =>
      byName[
        one
          .trim()
          .replace(/^"(.*)"$/, '$1')
          .toLowerCase()
      ] ?? roles.ignored,
  );
  if (fields.includes(roles.source) && fields.includes(roles.target)) return { separator, fields, header: true };
  return { separator, fields: [roles.source, roles.target, roles.weight, roles.time], header: false };
}
