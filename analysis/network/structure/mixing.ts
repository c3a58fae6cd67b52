/** A correlation over edges with its standard error; null where it is undefined. */
export interface Mixing {
  readonly value: number | null;
  /** By leaving out one edge at a time (Newman 2003, doi:10.1103/PhysRevE.67.026126, §II). */
  readonly standardError: number | null;
}

/** Ends of edges as values; where direction does not count, each edge is also read the other way round. */
export interface EdgeValues {
  readonly from: Float64Array;
  readonly to: Float64Array;
  readonly bothWays: boolean;
}

/** Below this share of the squares, a variance is rounding. */
const noVariance = 1e-14;

interface Sums {
  readonly n: number;
  readonly x: number;
  readonly y: number;
  readonly xx: number;
  readonly yy: number;
  readonly xy: number;
}

function correlation({ n, x, y, xx, yy, xy }: Sums): number {
  const [spreadX, spreadY] = [n * xx - x * x, n * yy - y * y];
  if (n === 0 || spreadX <= noVariance * n * xx || spreadY <= noVariance * n * yy) return Number.NaN;
  return (n * xy - x * y) / Math.sqrt(spreadX * spreadY);
}

function jackknife(edges: number, value: number, without: (edge: number) => number): number | null {
  let square = 0;
  for (let e = 0; e < edges; e++) square += (without(e) - value) ** 2;
  return Number.isNaN(square) ? null : Math.sqrt(square);
}

/**
 * Pearson's correlation of the values at the two ends of edges. Values are centred first so that sums keep their digits. An undirected
 * self-loop is read once, as networkx does. O(m).
 */
export function valueMixing({ from, to, bothWays }: EdgeValues, loop: (edge: number) => boolean): Mixing {
  const m = from.length;
  let centre = 0;
  for (let e = 0; e < m; e++) centre += (from[e]! + to[e]!) / (2 * m);
  let all: Sums = { n: 0, x: 0, y: 0, xx: 0, yy: 0, xy: 0 };
  const with_ = (sums: Sums, e: number, sign: 1 | -1): Sums => {
    const [a, b] = [from[e]! - centre, to[e]! - centre];
    const twice = bothWays && !loop(e);
    return {
      n: sums.n + sign * (twice ? 2 : 1),
      x: sums.x + sign * (twice ? a + b : a),
      y: sums.y + sign * (twice ? a + b : b),
      xx: sums.xx + sign * (twice ? a * a + b * b : a * a),
      yy: sums.yy + sign * (twice ? a * a + b * b : b * b),
      xy: sums.xy + sign * (twice ? 2 * a * b : a * b),
    };
  };
  for (let e = 0; e < m; e++) all = with_(all, e, 1);
  const value = correlation(all);
  if (Number.isNaN(value)) return { value: null, standardError: null };
  return { value, standardError: jackknife(m, value, (e) => correlation(with_(all, e, -1))) };
}

/** How edges mix groups: counts of edges by the groups of their ends, rows the first end. */
export interface GroupMixing extends Mixing {
  readonly counts: Float64Array;
}

/** Newman's assortativity of groups: (Σ eᵢᵢ − Σ aᵢbᵢ) / (1 − Σ aᵢbᵢ). Undefined where all ends are of one group. O(m + groups²). */
export function groupMixing(
  from: Int32Array,
  to: Int32Array,
  groups: number,
  bothWays: boolean,
  loop: (edge: number) => boolean,
): GroupMixing {
  const m = from.length;
  const counts = new Float64Array(groups * groups);
  const [rows, columns] = [new Float64Array(groups), new Float64Array(groups)];
  let total = 0;
  let same = 0;
  for (let e = 0; e < m; e++)
    for (let way = 0; way < (bothWays && !loop(e) ? 2 : 1); way++) {
      const [a, b] = way === 0 ? [from[e]!, to[e]!] : [to[e]!, from[e]!];
      counts[a * groups + b]!++;
      rows[a]!++;
      columns[b]!++;
      total++;
      if (a === b) same++;
    }
  let product = 0;
  for (let g = 0; g < groups; g++) product += rows[g]! * columns[g]!;
  const coefficient = (n: number, inside: number, products: number): number =>
    n * n - products > 0 ? (n * inside - products) / (n * n - products) : Number.NaN;
  const value = coefficient(total, same, product);
  if (Number.isNaN(value)) return { counts, value: null, standardError: null };
  const without = (e: number): number => {
    const [a, b] = [from[e]!, to[e]!];
    const twice = bothWays && !loop(e);
    // Of the products only the terms of the two groups change.
    const less = (g: number): [number, number] => {
      const r = rows[g]! - Number(g === a) - (twice ? Number(g === b) : 0);
      const c = columns[g]! - Number(g === b) - (twice ? Number(g === a) : 0);
      return [r, c];
    };
    let products = product;
    for (const g of a === b ? [a] : [a, b]) {
      const [r, c] = less(g);
      products += r * c - rows[g]! * columns[g]!;
    }
    const ways = twice ? 2 : 1;
    return coefficient(total - ways, same - (a === b ? ways : 0), products);
  };
  return { counts, value, standardError: jackknife(m, value, without) };
}
