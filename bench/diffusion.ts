/**
 * Independent cascade: edge trials a second of one core, by processor time, and the same runs by a Python peer where one is given.
 *
 *   node dist/bench/diffusion.js [PYTHON|none] [REPEATS] [EDGES …]
 *
 * An edge trial is an arc of a reached node for which it is decided whether something passes. Where all arcs share a very small
 * probability the decision skips ahead by geometric draws. EDGES are files of undirected edges that are measured as well. What is set up
 * for a graph before the first run is measured with the runs.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { graphOfFile } from '../activities/runner/file-graph';
import { independentCascade } from '../analysis/network/diffusion/independent-cascade';
import { type ProbabilityOption, spreadGraph } from '../analysis/network/diffusion/spread-graph';
import { type EdgeList, edgeList } from '../analysis/network/graph/graph';
import { barabasiAlbert } from '../analysis/network/models/generators';
import { Xoshiro128 } from '../analysis/statistics/random';
import { projectRoot } from '../settings';

function listOf(nodes: number, directed: boolean, source: Int32Array, target: Int32Array): EdgeList {
  return { nodes, directed, source, target, weight: new Float64Array(source.length).fill(1) };
}

/** Arcs between nodes drawn at random, the source by preference for low numbers, so that degrees are unequal. */
function drawnGraph(nodes: number, arcs: number): EdgeList {
  const random = new Xoshiro128(1);
  const source = new Int32Array(arcs);
  const target = new Int32Array(arcs);
  for (let e = 0; e < arcs; e++) {
    source[e] = Math.floor(random.next() ** 2 * nodes);
    target[e] = random.below(nodes);
  }
  return listOf(nodes, true, source, target);
}

/**
 * Degrees and sizes of communities by power laws, a share of each node's ties outside its community, as in the benchmark of Lancichinetti,
 * Fortunato & Radicchi (2008) but for degrees that are met on average only. Members of a community have numbers in a row.
 */
function communityGraph(nodes: number, edges: number, mixing: number): EdgeList {
  const random = new Xoshiro128(2);
  const pareto = (least: number, most: number, exponent: number): number =>
    Math.min(most, least * (1 - random.next()) ** (-1 / (exponent - 1)));
  const ends = Float64Array.from({ length: nodes }, () => pareto(1, 300, 2.5));
  const scale = edges / ends.reduce((sum, one) => sum + one, 0);
  const source: number[] = [];
  const target: number[] = [];
  for (let first = 0; first < nodes; ) {
    const size = Math.min(nodes - first, Math.round(pareto(20, 2000, 2)));
    for (let v = first; v < first + size; v++)
      for (let left = ends[v]! * scale; left > random.next(); left--) {
        source.push(v);
        target.push(random.next() < mixing ? random.below(nodes) : first + random.below(size));
      }
    first += size;
  }
  return listOf(nodes, false, Int32Array.from(source), Int32Array.from(target));
}

/** The same graph, its nodes numbered by lot: neighbours are far from each other in memory. */
function shuffled(list: EdgeList): EdgeList {
  const name = new Xoshiro128(3).shuffle(Int32Array.from({ length: list.nodes }, (_, v) => v));
  const renamed = (ends: Int32Array): Int32Array => ends.map((v) => name[v]!);
  return { ...list, source: renamed(list.source), target: renamed(list.target) };
}

interface Case {
  readonly graph: string;
  readonly list: () => EdgeList;
  readonly p: readonly ProbabilityOption[];
  /** Small enough for the peer. */
  readonly small?: boolean;
}

const common = [0.01, 0.05, 0.1, 0.3, 'weighted-cascade'] as const;
const [python = 'none', repeats = '3', ...files] = process.argv.slice(2);
const cases: readonly Case[] = [
  { graph: 'drawn, small', list: () => drawnGraph(4000, 88_000), p: [...common, 0.5], small: true },
  { graph: 'drawn', list: () => drawnGraph(500_000, 3_000_000), p: common },
  { graph: 'Barabási–Albert', list: () => barabasiAlbert(500_000, 1_500_000, new Xoshiro128(1)), p: common },
  { graph: 'communities', list: () => communityGraph(500_000, 1_500_000, 0.3), p: common },
  { graph: 'communities, shuffled', list: () => shuffled(communityGraph(500_000, 1_500_000, 0.3)), p: common },
  ...files.map((file) => ({
    graph: path.basename(file),
    list: () => edgeList(graphOfFile(file, false).graph),
    p: common,
  })),
];

/** Arcs that each measurement tries at least: so many that compiling does not count. */
const leastTrials = 2e8;

function cpu<T>(work: () => T): { seconds: number; result: T } {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { seconds: (user + system) / 1e6, result };
}

const meanOf = (sizes: Int32Array): number => sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
const seeds = { fixed: [0, 1, 2, 3, 4], drawn: 0 };
const folder = mkdtempSync(path.join(tmpdir(), 'assay-diffusion-'));

/** Seconds a run and the mean number reached, of the peer. */
function ofPeer(list: EdgeList, p: ProbabilityOption, runs: number): { seconds: number; mean: number } {
  const file = path.join(folder, 'graph.txt');
  writeFileSync(file, Array.from(list.source, (a, e) => `${a} ${list.target[e]}`).join('\n'));
  const script = path.join(projectRoot, 'bench', 'peers', 'diffusion.py');
  const out = execFileSync(python, [script, file, String(p), String(runs)]).toString();
  const { seconds, mean } = JSON.parse(out) as { seconds: number; mean: number };
  return { seconds: seconds / runs, mean };
}

for (const one of cases) {
  const list = one.list();
  for (const p of one.p) {
    const graph = spreadGraph(list, p, 'bench');
    const pilot = independentCascade(graph, seeds, 20, new Xoshiro128(0));
    const runs = Math.min(5_000_000, Math.ceil(leastTrials / (pilot.trials / 20)));
    const rounds = Array.from({ length: Number(repeats) }, (_, round) => {
      const { seconds, result } = cpu(() => independentCascade(graph, seeds, runs, new Xoshiro128(round + 1)));
      const peer = python !== 'none' && one.small ? ofPeer(list, p, Math.max(5, Math.round(runs / 100))) : undefined;
      return { seconds: seconds / runs, trials: result.trials / runs, mean: meanOf(result.size), peer };
    });
    const best = rounds.reduce((a, b) => (b.seconds / b.trials < a.seconds / a.trials ? b : a));
    const peer = rounds.reduce((a, b) => (b.peer && b.peer.seconds < (a?.seconds ?? Infinity) ? b.peer : a), best.peer);
    process.stdout.write(
      `${JSON.stringify({
        graph: one.graph,
        nodes: graph.nodes,
        arcs: graph.arcs,
        p,
        meanReached: Math.round(best.mean),
        millionTrialsPerSecond: Math.round(best.trials / best.seconds / 1e6),
        millisecondsPerRun: Number((best.seconds * 1000).toFixed(4)),
        ...(peer
          ? {
              pythonMillisecondsPerRun: Number((peer.seconds * 1000).toFixed(3)),
              pythonMean: Math.round(peer.mean),
              ratio: Math.round(peer.seconds / best.seconds),
            }
          : {}),
      })}\n`,
    );
  }
}
rmSync(folder, { recursive: true });
