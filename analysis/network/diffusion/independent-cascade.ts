import type { Random } from '../../../domain/method';
import type { SpreadGraph } from './spread-graph';

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

/** Nodes whose arcs are tried together, and arcs after which no further node joins them. */
const together = { nodes: 64, arcs: 4096 };

/** Runs that a byte can tell apart; then all marks are cleared. */
const markedRuns = 255;

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
 * The number below which a draw of 31 bits passes. The sign of their difference says so without a branch, which for chances near one
 * half would be guessed wrong every other time; 1 becomes −2³¹, from which every difference wraps below 0.
 */
function shareOf31Bits(probability: number): number {
  return Math.round(probability * 2147483648) | 0;
}

/** The arcs with the threshold of each before its target, so that one place in memory holds both. */
function thresholdsAndTargets({ arcs, targets, probability }: SpreadGraph): Int32Array {
  const pairs = new Int32Array(2 * arcs);
  for (let arc = 0; arc < arcs; arc++) {
    pairs[2 * arc] = shareOf31Bits(probability![arc]!);
    pairs[2 * arc + 1] = targets[arc]!;
  }
  return pairs;
}

/**
 * Independent cascade (Kempe, Kleinberg & Tardos 2003): a node that was just reached has one chance for each of its arcs. The generator
 * is xoshiro128+ (Blackman & Vigna 2018) held in local variables and seeded from `random`; where all arcs have one small probability,
 * the number of arcs until the next success is drawn from its geometric distribution, which gives the same law. Many nodes go through
 * three loops together (where their arcs are, which arcs pass, whom they reach), each of which reads places that do not depend on one
 * another: a large graph then waits for memory once for many nodes instead of several times for each. O(arcs of the nodes reached) a run.
 */
export function independentCascade(
  graph: SpreadGraph,
  seeds: Seeds,
  runs: number,
  random: Random,
  progress: (fraction: number) => void = () => {},
): Runs {
  const { nodes, offsets, uniform } = graph;
  const size = new Int32Array(runs);
  const steps = new Int32Array(runs);
  const newly: number[] = [];
  const mark = new Uint8Array(nodes);
  const queue = new Int32Array(nodes);
  const skipping = uniform !== undefined && uniform > 0 && uniform < skipBelow;
  const threshold = uniform === undefined ? 0 : shareOf31Bits(uniform);
  // Arc k has its target at k · stride + stride − 1, after its threshold where each has its own.
  const stride = uniform === undefined ? 2 : 1;
  const places = uniform === undefined ? thresholdsAndTargets(graph) : graph.targets;
  const perLog = skipping ? 1 / Math.log1p(-uniform!) : 0;
  let widest = 0;
  for (let v = 0; v < nodes; v++) widest = Math.max(widest, offsets[v + 1]! - offsets[v]!);
  const from = new Int32Array(together.nodes);
  const to = new Int32Array(together.nodes);
  // One place more: what does not pass is written there, and then over it.
  const passing = new Int32Array(together.arcs + widest + 1);
  let a = (random.next() * 4294967296) | 0;
  let b = (random.next() * 4294967296) | 0;
  let c = (random.next() * 4294967296) | 0;
  let d = (random.next() * 4294967296) | 1;
  let trials = 0;
  // Failures still to come before the next success; carried on from node to node and run to run.
  let wait = -1;
  for (let run = 0; run < runs; run++) {
    if ((run & 255) === 0) progress(run / runs);
    const epoch = 1 + (run % markedRuns);
    if (epoch === 1) mark.fill(0);
    let tail = drawSeeds(seeds, nodes, random, queue);
    for (let i = 0; i < tail; i++) mark[queue[i]!] = epoch;
    let head = 0;
    let step = 0;
    while (head < tail) {
      newly[step] = (newly[step] ?? 0) + tail - head;
      const end = tail;
      while (head < end) {
        let count = 0;
        let arcs = 0;
        while (head < end && count < together.nodes && arcs < together.arcs) {
          const v = queue[head++]!;
          const first = offsets[v]!;
          const last = offsets[v + 1]!;
          from[count] = first;
          to[count++] = last;
          arcs += last - first;
        }
        trials += arcs;
        let passed = 0;
        if (skipping) {
          for (let i = 0; i < count; i++) {
            let arc = from[i]!;
            const last = to[i]!;
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
              const left = last - arc;
              if (wait >= left) {
                wait -= left;
                break;
              }
              arc += wait;
              wait = -1;
              passing[passed++] = arc++;
            }
          }
        } else {
          for (let i = 0; i < count; i++) {
            for (let arc = from[i]!, last = to[i]!; arc < last; arc++) {
              const t = b << 9;
              const draw = (a + d) | 0;
              c ^= a;
              d ^= b;
              b ^= c;
              a ^= d;
              c ^= t;
              d = (d << 11) | (d >>> 21);
              passing[passed] = arc;
              passed += ((draw >>> 1) - (stride === 1 ? threshold : places[2 * arc]!)) >>> 31;
            }
          }
        }
        for (let i = 0; i < passed; i++) {
          const w = places[stride * passing[i]! + stride - 1]!;
          if (mark[w] === epoch) continue;
          mark[w] = epoch;
          queue[tail++] = w;
        }
      }
      step++;
    }
    size[run] = tail;
    steps[run] = step - 1;
  }
  return { size, steps, newly, trials };
}
