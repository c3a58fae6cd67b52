import type { Random } from '../../../domain/method';

/** Posts chosen to be coded. */
export interface CodingSample {
  /** Places of the chosen posts, ascending. */
  readonly rows: Int32Array;
  /** Chance that a post of its kind had to be chosen, for weighting; NaN where the choice was not by chance. */
  readonly inclusion: Float64Array;
  readonly stratum: readonly (string | null)[];
}

function draw(from: readonly number[], size: number, random: Random): number[] {
  return random.shuffle([...from]).slice(0, size);
}

function assemble(chosen: readonly { row: number; inclusion: number; stratum: string | null }[]): CodingSample {
  const sorted = [...chosen].sort((a, b) => a.row - b.row);
  return {
    rows: Int32Array.from(sorted, (one) => one.row),
    inclusion: Float64Array.from(sorted, (one) => one.inclusion),
    stratum: sorted.map((one) => one.stratum),
  };
}

/** Each post equally likely, without replacement. O(n). */
export function randomSample(rows: readonly number[], size: number, random: Random): CodingSample {
  const chance = Math.min(1, size / rows.length);
  return assemble(draw(rows, size, random).map((row) => ({ row, inclusion: chance, stratum: null })));
}

/**
 * From each stratum its share of the sample by largest remainders, or equally many where `equal`; no stratum gives more than it has,
 * and what is left over goes to the others. O(n log n).
 */
export function stratifiedSample(
  rows: readonly number[],
  stratumOf: (row: number) => string,
  size: number,
  equal: boolean,
  random: Random,
): CodingSample {
  const members = new Map<string, number[]>();
  for (const row of rows) {
    const name = stratumOf(row);
    const list = members.get(name);
    if (list) list.push(row);
    else members.set(name, [row]);
  }
  const names = [...members.keys()].sort();
  const wanted = allocate(
    names.map((name) => members.get(name)!.length),
    Math.min(size, rows.length),
    equal,
  );
  return assemble(
    names.flatMap((name, k) => {
      const all = members.get(name)!;
      const chosen = draw(all, wanted[k]!, random);
      return chosen.map((row) => ({ row, inclusion: chosen.length / all.length, stratum: name }));
    }),
  );
}

/** How many of each stratum: never more than it has; the sum is `size` where there are so many. */
export function allocate(sizes: readonly number[], size: number, equal: boolean): number[] {
  const out = sizes.map(() => 0);
  let left = size;
  let open = sizes.map((_, k) => k).filter((k) => sizes[k]! > 0);
  while (left > 0 && open.length > 0) {
    const total = open.reduce((sum, k) => sum + (equal ? 1 : sizes[k]!), 0);
    const shares = open.map((k) => ({ k, share: (left * (equal ? 1 : sizes[k]!)) / total }));
    let given = 0;
    for (const { k, share } of shares) {
      const more = Math.min(Math.floor(share), sizes[k]! - out[k]!);
      out[k]! += more;
      given += more;
    }
    left -= given;
    // Remainders, largest first; of equals the first by name.
    const rest = shares
      .filter(({ k }) => out[k]! < sizes[k]!)
      .sort((a, b) => b.share - Math.floor(b.share) - (a.share - Math.floor(a.share)) || a.k - b.k);
    if (left < open.length || given === 0) {
      for (const { k } of rest) {
        if (left === 0) break;
        out[k]!++;
        left--;
      }
    }
    open = open.filter((k) => out[k]! < sizes[k]!);
  }
  return out;
}

/**
 * The posts that a model is least sure of, for labels that teach it most (Lewis & Gale 1994, uncertainty sampling). Such a sample says
 * nothing of shares in the corpus. `certainty`: NaN for a post without one, which is not chosen. O(n log n).
 */
export function uncertaintySample(
  rows: readonly number[],
  certainty: (row: number) => number,
  size: number,
): CodingSample {
  const scored = rows.map((row) => ({ row, value: certainty(row) })).filter((one) => !Number.isNaN(one.value));
  scored.sort((a, b) => a.value - b.value || a.row - b.row);
  return assemble(scored.slice(0, size).map(({ row }) => ({ row, inclusion: Number.NaN, stratum: null })));
}
