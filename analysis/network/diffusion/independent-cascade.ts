import type { Random } from '../../../domain/method';
import { type SpreadGraph, thresholdOf } from './spread-graph';

/** What many runs of a model gave. */
export interface Runs {
  /** Nodes that were reached in each run, seeds included. */
  readonly size: Int32Array;
  /** Steps until nothing more happened, in each run. */
  readonly steps: Int32Array;
  /** Sum over the runs of the nodes newly reached at each step; step 0 holds the seeds. */
  readonly newly: number[];
  /** Arcs over which it was decided whether something passes. */
  readonly trials: number;
}

/** Below this probability the distance to the next arc that passes is drawn instead of every arc: one logarithm for 1 / p arcs. */
const skipBelow = 0.06;

/** Seeds of each run: always the same, or drawn anew. */
export interface Seeds {
  readonly fixed?: readonly number[];
  /** Number of nodes drawn without repeats where none are fixed. */
  readonly drawn: number;
}

export function drawSeeds(seeds: Seeds, nodes: number, random: Random, into: Int32Array): number {
  if (seeds.fixed) {
    into.set(seeds.fixed);
    return seeds.fixed.length;
  }
  const count = Math.min(seeds.drawn, nodes);
  for (let i = 0; i < count; i++) {
    let node: number;
    do node = random.below(nodes);
    while (into.subarray(0, i).includes(node));
    into[i] = node;
  }
  return count;
}

/**
 * Independent cascade (Kempe, Kleinberg & Tardos 2003): a node that was just reached has one chance for each of its arcs. The generator
 * is xoshiro128+ (Blackman & Vigna 2018) held in local variables and seeded from `random`; where all arcs have one small probability,
 * the number of arcs until the next success is drawn from its geometric distribution, which gives the same law. O(arcs of the nodes
 * reached) a run; a target is looked at only where something passes.
 */
export function independentCascade(
  graph: SpreadGraph,
  seeds: Seeds,
  runs: number,
  random: Random,
  progress: (fraction: number) => void = () => {},
): Runs {
  const { nodes, offsets, targets, uniform, probability } = graph;
  const size = new Int32Array(runs);
  const steps = new Int32Array(runs);
  const newly: number[] = [];
  const mark = new Int32Array(nodes).fill(-1);
  const queue = new Int32Array(nodes);
  const skipping = uniform !== undefined && uniform > 0 && uniform < skipBelow;
  const thresholds = probability ? Int32Array.from(probability, thresholdOf) : undefined;
  const threshold = uniform !== undefined ? thresholdOf(uniform) : 0;
  const perLog = skipping ? 1 / Math.log1p(-uniform!) : 0;
  let a = (random.next() * 4294967296) | 0;
  let b = (random.next() * 4294967296) | 0;
  let c = (random.next() * 4294967296) | 0;
  let d = (random.next() * 4294967296) | 1;
  let trials = 0;
  // Failures still to come before the next success; carried on from node to node and run to run.
  let wait = -1;
  for (let run = 0; run < runs; run++) {
    if ((run & 255) === 0) progress(run / runs);
    let tail = drawSeeds(seeds, nodes, random, queue);
    for (let i = 0; i < tail; i++) mark[queue[i]!] = run;
    let head = 0;
    let step = 0;
    while (head < tail) {
      newly[step] = (newly[step] ?? 0) + tail - head;
      const end = tail;
      for (; head < end; head++) {
        const v = queue[head]!;
        const from = offsets[v]!;
        const to = offsets[v + 1]!;
        trials += to - from;
        if (skipping) {
          let arc = from;
          for (;;) {
            if (wait < 0) {
              const t = b << 9;
              const draw = (a + d) | 0;
              c ^= a;
              d ^= b;
              b ^= c;
              a ^= d;
              c ^= t;
              d = (d << 11) | (d >>> 21);
              wait = Math.floor(Math.log(((draw >>> 0) + 0.5) * 2.3283064365386963e-10) * perLog);
            }
            const left = to - arc;
            if (wait >= left) {
              wait -= left;
              break;
            }
            arc += wait;
            wait = -1;
            const w = targets[arc++]!;
            if (mark[w] !== run) {
              mark[w] = run;
              queue[tail++] = w;
            }
          }
        } else {
          for (let arc = from; arc < to; arc++) {
            const t = b << 9;
            const draw = (a + d) | 0;
            c ^= a;
            d ^= b;
            b ^= c;
            a ^= d;
            c ^= t;
            d = (d << 11) | (d >>> 21);
            if (draw <= (thresholds ? thresholds[arc]! : threshold)) {
              const w = targets[arc]!;
              if (mark[w] !== run) {
                mark[w] = run;
                queue[tail++] = w;
              }
            }
          }
        }
      }
      step++;
    }
    size[run] = tail;
    steps[run] = step - 1;
  }
  return { size, steps, newly, trials };
}
