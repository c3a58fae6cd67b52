import type { Random } from '../../../domain/method';
import { drawSeeds, type Runs, type Seeds } from './independent-cascade';
import type { SpreadGraph } from './spread-graph';

/**
 * The influence that each arc has on its target: the graph's probabilities, scaled down where those into a node add to more than 1.
 * With weighted cascade these are 1 / in-degree.
 */
export function influenceWeights(graph: SpreadGraph): Float64Array {
  const { arcs, targets, nodes } = graph;
  const weight = graph.probability ? graph.probability.slice() : new Float64Array(arcs).fill(graph.uniform!);
  const total = new Float64Array(nodes);
  for (let a = 0; a < arcs; a++) total[targets[a]!]! += weight[a]!;
  for (let a = 0; a < arcs; a++) if (total[targets[a]!]! > 1) weight[a]! /= total[targets[a]!]!;
  return weight;
}

/**
 * Linear threshold (Granovetter 1978; Kempe, Kleinberg & Tardos 2003): a node is reached once the weights of its reached neighbours
 * add up to its threshold, drawn uniformly in each run. O(arcs of the nodes reached) a run.
 */
export function linearThreshold(
  graph: SpreadGraph,
  seeds: Seeds,
  runs: number,
  random: Random,
  progress: (fraction: number) => void = () => {},
): Runs {
  const { nodes, offsets, targets } = graph;
  const weight = influenceWeights(graph);
  const size = new Int32Array(runs);
  const steps = new Int32Array(runs);
  const newly: number[] = [];
  const reached = new Int32Array(nodes).fill(-1);
  const touched = new Int32Array(nodes).fill(-1);
  const threshold = new Float64Array(nodes);
  const pressure = new Float64Array(nodes);
  const queue = new Int32Array(nodes);
  let trials = 0;
  for (let run = 0; run < runs; run++) {
    if ((run & 255) === 0) progress(run / runs);
    let tail = drawSeeds(seeds, nodes, random, queue);
    for (let i = 0; i < tail; i++) reached[queue[i]!] = run;
    let head = 0;
    let step = 0;
    while (head < tail) {
      newly[step] = (newly[step] ?? 0) + tail - head;
      const end = tail;
      for (; head < end; head++) {
        const v = queue[head]!;
        trials += offsets[v + 1]! - offsets[v]!;
        for (let arc = offsets[v]!; arc < offsets[v + 1]!; arc++) {
          const w = targets[arc]!;
          if (reached[w] === run) continue;
          if (touched[w] !== run) {
            touched[w] = run;
            // In (0, 1]: weights that add to 1 always suffice, no weight never does.
            threshold[w] = 1 - random.next();
            pressure[w] = 0;
          }
          pressure[w]! += weight[arc]!;
          if (pressure[w]! >= threshold[w]! - 1e-12) {
            reached[w] = run;
            queue[tail++] = w;
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
