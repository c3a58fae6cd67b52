import type { Random } from '../../../domain/method';
import { wilson } from '../../statistics/intervals';

export interface ExposureStep {
  readonly neighbours: number;
  /** Nodes that had so many adopting neighbours while they had not adopted. */
  readonly atRisk: number;
  /** Of those, adopted before a further neighbour did. */
  readonly adopted: number;
  readonly probability: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** Neighbours that adopted strictly before each node; of all that ever adopted, for nodes that did not. `offsets` lists whom a node sees. O(m). */
export function exposures(offsets: Int32Array, sees: Int32Array, adopted: Float64Array): Int32Array {
  const before = new Int32Array(adopted.length);
  for (let v = 0; v < adopted.length; v++)
    for (let a = offsets[v]!; a < offsets[v + 1]!; a++) {
      const time = adopted[sees[a]!]!;
      if (Number.isNaN(time)) continue;
      if (Number.isNaN(adopted[v]!) || time < adopted[v]!) before[v]!++;
    }
  return before;
}

/**
 * Probability of adoption by number of neighbours that have adopted, p(k) (Romero, Meeder & Kleinberg 2011, ordinal time): of those who
 * ever had k, the share that adopted before a k + 1st did. Wilson intervals. Nodes that see nobody are left out. O(n + m).
 */
export function exposureCurve(offsets: Int32Array, before: Int32Array, adopted: Float64Array): ExposureStep[] {
  const reachedLevel: number[] = [];
  const adoptedAt: number[] = [];
  for (let v = 0; v < before.length; v++) {
    if (offsets[v + 1] === offsets[v]) continue;
    const k = before[v]!;
    reachedLevel[k] = (reachedLevel[k] ?? 0) + 1;
    if (!Number.isNaN(adopted[v]!)) adoptedAt[k] = (adoptedAt[k] ?? 0) + 1;
  }
  const steps: ExposureStep[] = [];
  let atRisk = 0;
  for (let k = reachedLevel.length - 1; k >= 0; k--) {
    atRisk += reachedLevel[k] ?? 0;
    const hits = adoptedAt[k] ?? 0;
    const interval = wilson(hits, atRisk);
    steps.push({
      neighbours: k,
      atRisk,
      adopted: hits,
      probability: atRisk === 0 ? null : hits / atRisk,
      low: interval?.low ?? null,
      high: interval?.high ?? null,
    });
  }
  return steps.reverse();
}

export interface ShuffleTest {
  /** Share of ties between adopters along which one adopted soon after the other: within a tenth of the main time of adoption. */
  readonly observed: number | null;
  /** The same, with the times of adoption dealt out anew among the adopters. */
  readonly shuffled: number | null;
  readonly p: number | null;
  readonly shuffles: number;
}

/**
 * After Anagnostopoulos, Kumar & Mahdian 2008: if ties only join people who are alike, when each adopts does not matter, and times dealt
 * out anew among the adopters put as many soon after a neighbour. A small p speaks against homophily alone; it excludes neither a cause
 * from outside that comes to neighbours at the same time nor that alike people are also alike in when they adopt. Null for fewer than
 * ten adopters with a neighbour. O(shuffles · m).
 */
export function shuffleTest(
  offsets: Int32Array,
  sees: Int32Array,
  adopted: Float64Array,
  shuffles: number,
  random: Random,
): ShuffleTest {
  const adopters = Int32Array.from({ length: adopted.length }, (_, v) => v).filter(
    (v) => !Number.isNaN(adopted[v]!) && offsets[v + 1]! > offsets[v]!,
  );
  if (adopters.length < 10) return { observed: null, shuffled: null, p: null, shuffles: 0 };
  const times = Float64Array.from(adopters, (v) => adopted[v]!);
  const at = new Float64Array(adopted.length);
  at.set(adopted);
  const span = spanOf(times);
  const statistic = (): number => {
    let near = 0;
    let pairs = 0;
    for (const v of adopters)
      for (let a = offsets[v]!; a < offsets[v + 1]!; a++) {
        const other = at[sees[a]!]!;
        if (Number.isNaN(other)) continue;
        pairs++;
        const lag = at[v]! - other;
        if (lag > 0 && lag <= span) near++;
      }
    return pairs === 0 ? 0 : near / pairs;
  };
  const observed = statistic();
  let sum = 0;
  let atLeast = 0;
  const dealt = times.slice();
  for (let s = 0; s < shuffles; s++) {
    random.shuffle(dealt);
    adopters.forEach((v, i) => {
      at[v] = dealt[i]!;
    });
    const one = statistic();
    sum += one;
    if (one >= observed - 1e-12) atLeast++;
  }
  return { observed, shuffled: sum / shuffles, p: (1 + atLeast) / (1 + shuffles), shuffles };
}

/** A tenth of the time between the tenth and the ninetieth adopter in a hundred: what counts as soon after. */
function spanOf(times: Float64Array): number {
  const sorted = times.slice().sort();
  return (sorted[Math.floor(0.9 * (sorted.length - 1))]! - sorted[Math.floor(0.1 * (sorted.length - 1))]!) / 10;
}
