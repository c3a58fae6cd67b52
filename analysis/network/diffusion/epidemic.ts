import type { Random } from '../../../domain/method';
import { drawSeeds, type Runs, type Seeds } from './independent-cascade';
import { type SpreadGraph, thresholdOf } from './spread-graph';

export interface EpidemicRuns extends Runs {
  /** Sum over the runs of the nodes infected after each step, and of its square. */
  readonly infected: number[];
  readonly infectedSquare: number[];
  /** SIS: share of nodes infected, averaged over the last quarter of the steps of each run. */
  readonly prevalence: Float64Array;
}

export interface Epidemic {
  readonly model: 'sir' | 'sis';
  /** Probability that an infected node recovers in a step. */
  readonly recovery: number;
  /** Steps after which a run ends. */
  readonly steps: number;
}

/**
 * SIR and SIS in discrete steps (Kermack & McKendrick 1927 on a network: Pastor-Satorras et al. 2015): in each step every infected node
 * tries each arc once, with the arc's probability; then each node that was infected at the start of the step recovers with
 * probability `recovery`, for good (SIR) or back to susceptible (SIS; one that recovers while it is infected again stays infected, so
 * that what two sets of seeds infect together is the union of what each infects). O(arcs of the infected) a step.
 */
export function epidemic(
  graph: SpreadGraph,
  seeds: Seeds,
  runs: number,
  { model, recovery, steps: horizon }: Epidemic,
  random: Random,
  progress: (fraction: number) => void = () => {},
): EpidemicRuns {
  const { nodes, offsets, targets, probability } = graph;
  const thresholds = probability ? Int32Array.from(probability, thresholdOf) : undefined;
  const threshold = graph.uniform !== undefined ? thresholdOf(graph.uniform) : 0;
  const size = new Int32Array(runs);
  const steps = new Int32Array(runs);
  const prevalence = new Float64Array(runs);
  const newly: number[] = [];
  const infectedSum: number[] = [];
  const infectedSquare: number[] = [];
  // The state of a node: infected now, and ever infected, in this run.
  const infected = new Uint8Array(nodes);
  const ever = new Int32Array(nodes).fill(-1);
  // Stamp of the step in which something was passed to a node that was infected already.
  const again = new Int32Array(nodes);
  let stamp = 0;
  let active = new Int32Array(nodes);
  let next = new Int32Array(nodes);
  const draw = (): number => (random.next() * 4294967296 - 2147483648) | 0;
  let trials = 0;
  for (let run = 0; run < runs; run++) {
    if ((run & 63) === 0) progress(run / runs);
    let count = drawSeeds(seeds, nodes, random, active);
    for (let i = 0; i < count; i++) {
      infected[active[i]!] = 1;
      ever[active[i]!] = run;
    }
    let total = count;
    let last = 0;
    newly[0] = (newly[0] ?? 0) + count;
    infectedSum[0] = (infectedSum[0] ?? 0) + count;
    infectedSquare[0] = (infectedSquare[0] ?? 0) + count * count;
    let late = 0;
    const lateFrom = horizon - Math.max(1, Math.floor(horizon / 4));
    let step = 0;
    while (count > 0 && step < horizon) {
      step++;
      stamp++;
      let coming = 0;
      let fresh = 0;
      for (let i = 0; i < count; i++) {
        const v = active[i]!;
        trials += offsets[v + 1]! - offsets[v]!;
        for (let arc = offsets[v]!; arc < offsets[v + 1]!; arc++) {
          if (draw() > (thresholds ? thresholds[arc]! : threshold)) continue;
          const w = targets[arc]!;
          if (infected[w] === 1) {
            again[w] = stamp;
            continue;
          }
          if (model === 'sir' && ever[w] === run) continue;
          infected[w] = 1;
          next[coming++] = w;
          if (ever[w] !== run) {
            ever[w] = run;
            total++;
            fresh++;
          }
        }
      }
      for (let i = 0; i < count; i++) {
        const v = active[i]!;
        const recovers = recovery >= 1 || random.next() < recovery;
        if (recovers && (model === 'sir' || again[v] !== stamp)) infected[v] = 0;
        else next[coming++] = v;
      }
      [active, next] = [next, active];
      count = coming;
      if (count > 0) last = step;
      newly[step] = (newly[step] ?? 0) + fresh;
      infectedSum[step] = (infectedSum[step] ?? 0) + count;
      infectedSquare[step] = (infectedSquare[step] ?? 0) + count * count;
      if (step > lateFrom) late += count;
    }
    for (let i = 0; i < count; i++) infected[active[i]!] = 0;
    size[run] = total;
    steps[run] = last;
    prevalence[run] = nodes === 0 ? Number.NaN : late / (horizon - lateFrom) / nodes;
  }
  return { size, steps, newly, trials, infected: infectedSum, infectedSquare, prevalence };
}
