import type { Random } from '../../../domain/method';
import { cascadeState } from './kernels/cascade-kernel';
import { skippingState } from './skipping';
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

/** Below this probability it is cheaper to draw the distance to the next arc that passes than to try every arc. */
const skipBelow = 0.03;

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
 * Independent cascade (Kempe, Kleinberg & Tardos 2003): a node that was just reached has one chance for each of its arcs. Where all arcs
 * have one small probability, the number of arcs until the next success is drawn from its geometric distribution, which gives the same
 * law. O(arcs of the nodes reached) a run.
 */
export function independentCascade(
  graph: SpreadGraph,
  seeds: Seeds,
  runs: number,
  random: Random,
  progress: (fraction: number) => void = () => {},
): Runs {
  const { nodes, uniform } = graph;
  const size = new Int32Array(runs);
  const steps = new Int32Array(runs);
  const newly: number[] = [];
  const skipping = uniform !== undefined && uniform > 0 && uniform < skipBelow;
  const state = skipping ? skippingState(graph, random) : cascadeState(graph, random);
  const { queue, seen } = state;
  for (let run = 0; run < runs; run++) {
    if ((run & 255) === 0) progress(run / runs);
    let head = 0;
    let tail = drawSeeds(seeds, nodes, random, queue);
    for (let i = 0; i < tail; i++) seen[queue[i]! >>> 5]! |= 1 << queue[i]!;
    let step = 0;
    for (; head < tail; step++) {
      newly[step] = (newly[step] ?? 0) + tail - head;
      const end = tail;
      tail = state.step(head, end);
      head = end;
    }
    size[run] = tail;
    steps[run] = step - 1;
    if (tail < seen.length) for (let i = 0; i < tail; i++) seen[queue[i]! >>> 5] = 0;
    else seen.fill(0);
  }
  return { size, steps, newly, trials: state.trials() };
}
