import type { Protocol } from '../domain/protocol';

/** People that a cell needs where the protocol states no release. */
const defaultMinimum = 10;

/** The fewest people that a cell of this study may tell of: what its releases ask for, the strictest of them. */
export function minimumCellOf({ outputs }: Protocol): number {
  return outputs.releases.length === 0 ? defaultMinimum : Math.max(...outputs.releases.map((one) => one.minimumPeople));
}

/** A cell of a table to be released: its keys, how many people and posts stand behind it, and its means. */
export interface Cell {
  readonly keys: readonly string[];
  readonly people: number;
  readonly posts: number;
  /** Share of the cell's posts by its most active person. */
  readonly topShare: number;
  readonly means: Readonly<Record<string, number | null>>;
}

export interface ReleasedCell {
  readonly keys: readonly string[];
  /** Rounded; null where held back. */
  readonly people: number | null;
  readonly posts: number | null;
  readonly means: Readonly<Record<string, number | null>>;
  readonly suppressed: 'small' | 'dominated' | 'complementary' | null;
}

/** One person with more than this share of a cell's posts could be read out of its mean. */
const dominance = 0.5;

function roundTo(value: number, step: number): number {
  return Math.round(value / step) * step;
}

/**
 * Holds back cells of fewer than `minimumPeople` distinct people and cells that one person dominates; where exactly one cell of a
 * line (all keys equal but one) is held back, the next smallest of that line goes too, so that no total gives it away; repeated
 * until nothing changes. Counts are rounded to `step`. Hundepool et al. 2012, Statistical Disclosure Control, ch. 4.
 */
export function protectCells(cells: readonly Cell[], minimumPeople: number, step: number): ReleasedCell[] {
  const reasons = cells.map((cell): ReleasedCell['suppressed'] => {
    if (cell.people < minimumPeople) return 'small';
    return cell.topShare > dominance ? 'dominated' : null;
  });
  const dimensions = cells[0]?.keys.length ?? 0;
  for (let changed = true; changed; ) {
    changed = false;
    for (let open = 0; open < dimensions; open++) {
      const lines = new Map<string, number[]>();
      cells.forEach((cell, i) => {
        const key = JSON.stringify(cell.keys.filter((_, d) => d !== open));
        const line = lines.get(key);
        if (line) line.push(i);
        else lines.set(key, [i]);
      });
      for (const line of lines.values()) {
        if (line.filter((i) => reasons[i] !== null).length !== 1) continue;
        const next = line
          .filter((i) => reasons[i] === null)
          .sort((a, b) => cells[a]!.people - cells[b]!.people || a - b)[0];
        if (next === undefined) continue;
        reasons[next] = 'complementary';
        changed = true;
      }
    }
  }
  return cells.map((cell, i) => {
    const suppressed = reasons[i]!;
    return {
      keys: cell.keys,
      people: suppressed ? null : roundTo(cell.people, step),
      posts: suppressed ? null : roundTo(cell.posts, step),
      means: Object.fromEntries(
        Object.entries(cell.means).map(([name, value]) => [
          name,
          suppressed || value === null ? null : Math.round(value * 1000) / 1000,
        ]),
      ),
      suppressed,
    };
  });
}
