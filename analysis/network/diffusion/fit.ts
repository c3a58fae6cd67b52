import type { Random } from '../../../domain/method';
import { normalQuantile } from '../../statistics/distributions';
import type { EdgeList } from '../graph/graph';
import { type SpreadRule, simulate } from './simulate';
import { spreadGraph } from './spread-graph';

export interface FittedProbability {
  readonly p: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly level: number;
  readonly basis: string;
  readonly reason?: string;
}

/** Chi-squared of one degree of freedom that a drop of twice the log-likelihood must stay below, at 95 %. */
const likelihoodDrop = normalQuantile(0.975) ** 2;

/**
 * The probability of an arc from times of adoption: a node that adopted with k earlier neighbours did so with probability
 * 1 − (1 − p)^k, one that never did withstood all k (Goyal, Bonchi & Lakshmanan 2010's static model with one probability, by maximum
 * likelihood; profile-likelihood interval). Nodes that adopted before every neighbour are sources and say nothing. Ignores that
 * people who know each other are alike: then p is too high. O(n + m).
 */
export function fitFromAdoption(
  nodes: number,
  offsets: Int32Array,
  targets: Int32Array,
  adopted: Float64Array,
): FittedProbability {
  // Number of nodes that adopted, and that did not, by the number of neighbours that had adopted before.
  const did = new Map<number, number>();
  const exposed = new Int32Array(nodes);
  for (let u = 0; u < nodes; u++) {
    if (Number.isNaN(adopted[u]!)) continue;
    for (let a = offsets[u]!; a < offsets[u + 1]!; a++) {
      const v = targets[a]!;
      if (Number.isNaN(adopted[v]!) || adopted[u]! < adopted[v]!) exposed[v]!++;
    }
  }
  let withstood = 0;
  for (let v = 0; v < nodes; v++) {
    if (exposed[v] === 0) continue;
    if (Number.isNaN(adopted[v]!)) withstood += exposed[v]!;
    else did.set(exposed[v]!, (did.get(exposed[v]!) ?? 0) + 1);
  }
  const basis = 'times of adoption, static independent cascade, maximum likelihood';
  const cases = [...did].sort((a, b) => a[0] - b[0]);
  const level = 0.95;
  if (cases.length === 0 && withstood === 0)
    return { p: null, low: null, high: null, level, basis, reason: 'no node had a neighbour that adopted before' };
  const logLikelihood = (p: number): number => {
    let sum = withstood === 0 ? 0 : withstood * Math.log1p(-p);
    for (const [k, n] of cases) sum += n * Math.log(-Math.expm1(k * Math.log1p(-p)));
    return sum;
  };
  // Concave in log(1 − p): its slope falls, bisection finds the zero.
  const slope = (p: number): number => {
    let sum = -withstood / (1 - p);
    for (const [k, n] of cases) {
      const miss = Math.exp(k * Math.log1p(-p));
      sum += (n * k * miss) / ((1 - p) * (1 - miss));
    }
    return sum;
  };
  const zero = (of: (p: number) => number, from: number, to: number): number => {
    let [low, high] = [from, to];
    for (let i = 0; i < 200 && high - low > 1e-15; i++) {
      const middle = (low + high) / 2;
      if (of(middle) > 0) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  };
  const [least, most] = [1e-12, 1 - 1e-12];
  const p = cases.length === 0 ? 0 : withstood === 0 ? 1 : zero(slope, least, most);
  const best = logLikelihood(Math.min(most, Math.max(least, p)));
  const inside = (q: number): number => likelihoodDrop - 2 * (best - logLikelihood(q));
  return {
    p,
    low: p <= least ? 0 : zero((q) => -inside(q), least, Math.min(p, most)),
    high: p >= most ? 1 : zero(inside, Math.max(p, least), most),
    level,
    basis,
  };
}

/** Halvings of the range in which the probability is looked for. */
const halvings = 14;

/**
 * The probability at which simulated cascades from one node drawn at random are as large on average as the observed ones (method of
 * simulated moments, common random numbers), with the interval that follows from the standard error of the observed mean. Observed
 * cascades must have begun at nodes that are like the graph's. O(halvings · runs · arcs reached).
 */
export function fitFromSizes(
  list: EdgeList,
  rule: SpreadRule,
  sizes: readonly number[],
  runs: number,
  random: Random,
  progress: (fraction: number) => void,
): FittedProbability {
  const basis = 'sizes of observed cascades, simulated moments';
  const level = 0.95;
  const n = sizes.length;
  if (n === 0) return { p: null, low: null, high: null, level, basis, reason: 'no observed cascade' };
  const mean = sizes.reduce((sum, one) => sum + one, 0) / n;
  const error = n < 2 ? Number.NaN : Math.sqrt(sizes.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (n - 1) / n);
  let done = 0;
  const meanAt = (p: number): number => {
    const graph = spreadGraph(list, p, 'network/diffusion');
    // The same stream for every p: the curve is smooth enough to be halved.
    const found = simulate(graph, rule, { drawn: 1 }, runs, random.fork('fit'));
    progress(Math.min(1, ++done / (3 * halvings)));
    let sum = 0;
    for (const size of found.size) sum += size;
    return sum / runs;
  };
  const solve = (wanted: number): number => {
    if (wanted <= 1) return 0;
    let [low, high] = [0, 1];
    for (let i = 0; i < halvings; i++) {
      const middle = (low + high) / 2;
      if (meanAt(middle) < wanted) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  };
  if (mean > meanAt(1) + 1e-9)
    return {
      p: null,
      low: null,
      high: null,
      level,
      basis,
      reason: 'observed cascades are larger on average than what a node of the graph can reach',
    };
  const half = normalQuantile(0.975) * error;
  return {
    p: solve(mean),
    low: Number.isNaN(half) ? null : solve(mean - half),
    high: Number.isNaN(half) ? null : solve(mean + half),
    level,
    basis,
  };
}
